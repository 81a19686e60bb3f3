update engagement.telephony_accounts set auth_token = $4, previous_auth_token = $5
where tenant_id = $1 and account_sid = $2 and auth_token = $3
