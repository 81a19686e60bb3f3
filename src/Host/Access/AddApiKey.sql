insert into engagement.api_keys (tenant_id, id, secret_hash, user_id, scopes, expires_at, ranges)
values ($1, $2, $3, $4, $5, $6, $7::text[]::cidr[])
