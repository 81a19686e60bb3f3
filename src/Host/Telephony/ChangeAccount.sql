-- The token in use becomes the previous one, which stays good for signatures while the carrier changes over.
update engagement.telephony_accounts
set previous_auth_token = case when account_sid = $2 then auth_token end,
    account_sid = $2,
    auth_token = $3,
    caller_id = $4
where tenant_id = $1
