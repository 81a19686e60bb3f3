select id from engagement.identity_providers where tenant_id = $1 order by id
