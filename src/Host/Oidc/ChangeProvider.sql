update engagement.identity_providers set token_key = $3, takes_plain_tokens = $4, is_enabled = $5 where tenant_id = $1 and id = $2
