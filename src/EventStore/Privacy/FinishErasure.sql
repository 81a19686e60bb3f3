update engagement.erasures e set purged_at = now(), streams = $3
where e.tenant_id = $1 and e.subject = $2 and e.key_destroyed_at is not null and e.purged_at is null
