select tenant_id, id, user_id, purpose, expires_at, used_at from engagement.account_links where tenant_id = $1 and id = $2
