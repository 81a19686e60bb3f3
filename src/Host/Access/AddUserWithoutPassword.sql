insert into engagement.credentials (tenant_id, user_id, changed_at) values ($1, $2, $3)
