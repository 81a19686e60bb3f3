select tenant_id, tenant_key, account_sid, auth_token, previous_auth_token, caller_id
from engagement.telephony_accounts
where tenant_id = $1
