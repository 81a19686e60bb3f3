delete from engagement.erasures e where e.tenant_id = $1 and e.subject = $2 and e.key_destroyed_at is null
