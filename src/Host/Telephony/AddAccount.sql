insert into engagement.telephony_accounts (tenant_id, tenant_key) values ($1, $2)
on conflict (tenant_id) do nothing
