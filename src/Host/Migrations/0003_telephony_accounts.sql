-- A tenant's place at the carrier. While account_sid is null the tenant uses the installation's account.
-- tenant_key stands in the addresses that the carrier calls back: opaque, so that it tells nothing and can be replaced.
-- Tokens are encrypted by the Host under a key derived from its master key.
create table engagement.telephony_accounts (
  tenant_id           varchar not null,
  tenant_key          varchar not null,
  account_sid         varchar,
  auth_token          bytea,
  previous_auth_token bytea,
  caller_id           varchar,
  constraint telephony_accounts_pkey primary key (tenant_id),
  constraint telephony_accounts_tenant_key_key unique (tenant_key),
  constraint telephony_accounts_own check ((account_sid is null) = (auth_token is null))
);

select engagement.protect('engagement.telephony_accounts');

-- The function below runs as the owner, and row-level security is forced on owners too.
create policy webhook on engagement.telephony_accounts for select to engagement_owner using (true);

-- Whose webhook this is: the one question that is asked before a tenant is known.
create function engagement.tenant_of_telephony_key(wanted varchar)
returns table (tenant_id varchar)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select a.tenant_id from engagement.telephony_accounts a where a.tenant_key = wanted
$$;

revoke all on function engagement.tenant_of_telephony_key(varchar) from public;
grant execute on function engagement.tenant_of_telephony_key(varchar) to engagement_app;
