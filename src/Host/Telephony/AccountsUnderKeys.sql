select tenant_id, account_sid, auth_token, previous_auth_token from engagement.telephony_accounts where account_sid is not null
