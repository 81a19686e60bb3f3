delete from engagement.api_keys where tenant_id = $1 and (user_id = any ($2) or $2 is null) returning id
