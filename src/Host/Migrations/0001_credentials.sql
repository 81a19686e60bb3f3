-- What a user signs in with. Rows, not events: secrets must be replaceable and deletable.
-- The address is kept as a keyed hash only, and is unique over all tenants: one address, one account.
create table engagement.credentials (
  tenant_id     varchar     not null,
  user_id       uuid        not null,
  email_hash    bytea       not null,
  password_hash text        not null,
  epoch         integer     not null default 1,
  disabled_at   timestamptz,
  changed_at    timestamptz not null,
  constraint credentials_pkey primary key (tenant_id, user_id),
  constraint credentials_email_hash_key unique (email_hash)
);

select engagement.protect('engagement.credentials');

-- The sign-in function below runs as the owner, and row-level security is forced on owners too.
create policy sign_in on engagement.credentials for select to current_user using (true);

-- Who signs in with this address: the one question that is asked before a tenant is known.
create function engagement.account_of(wanted bytea)
returns table (tenant_id varchar, user_id uuid)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select c.tenant_id, c.user_id from engagement.credentials c where c.email_hash = wanted
$$;

revoke all on function engagement.account_of(bytea) from public;
grant execute on function engagement.account_of(bytea) to engagement_app;
