delete from engagement.off_boardings o where o.tenant_id = $1 and o.keys_destroyed_at is null
