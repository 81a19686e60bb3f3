insert into engagement.identity_providers (tenant_id, id, id_key, token_key, takes_plain_tokens, is_enabled)
values ($1, $2, $3, $4, $5, $6)
