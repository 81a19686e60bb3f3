select tenant_id, id, takes_plain_tokens, is_enabled from engagement.identity_provider_of($1)
