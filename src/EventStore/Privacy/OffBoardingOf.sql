select o.requested_at, o.keys_destroyed_at, o.purged_at from engagement.off_boardings o where o.tenant_id = $1
