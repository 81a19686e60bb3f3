delete from engagement.identity_providers where tenant_id = $1 and id = $2
