select tenant_id from engagement.tenant_of_telephony_key($1)
