insert into engagement.credentials (tenant_id, user_id, email_hash, password_hash, changed_at)
values ($1, $2, $3, $4, $5)
