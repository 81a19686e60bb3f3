select tenant_id, user_id from engagement.account_of($1)
