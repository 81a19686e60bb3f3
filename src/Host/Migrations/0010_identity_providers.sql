-- Whom a company lets say who its people are. Rows, not events: a secret must be deletable, and a token that comes is asked
-- about before a tenant is known. Then there is nothing but its issuer and audience, or an id in an address: both are kept as
-- keyed hashes made outside the database, so that who may ask can only ask for what they already have.
-- The client's secret is encrypted by the Host, for this tenant and provider.
create table engagement.identity_providers (
  tenant_id          varchar not null,
  id                 uuid    not null,
  id_key             bytea   not null,
  token_key          bytea,
  takes_plain_tokens boolean not null,
  is_enabled         boolean not null,
  client_secret      bytea,
  constraint identity_providers_pkey primary key (tenant_id, id),
  constraint identity_providers_id_key unique (id_key),
  -- A token has no more than issuer and audience: they must say for one company alone.
  constraint identity_providers_token_key unique (token_key)
);

select engagement.protect('engagement.identity_providers');

-- The function below runs as the owner, and row-level security is forced on owners too.
create policy sign_in on engagement.identity_providers for select to current_user using (true);

-- Whose providers have one of these keys.
create function engagement.identity_provider_of(wanted bytea[])
returns table (tenant_id varchar, id uuid, takes_plain_tokens boolean, is_enabled boolean)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select p.tenant_id, p.id, p.takes_plain_tokens, p.is_enabled
  from engagement.identity_providers p
  where p.id_key = any (wanted) or p.token_key = any (wanted)
$$;

revoke all on function engagement.identity_provider_of(bytea[]) from public;
grant execute on function engagement.identity_provider_of(bytea[]) to engagement_app;

-- Who somebody is whom an issuer calls by a name: the name as a keyed hash. roles_as_of is when the newest token was made
-- that has said what they may do: an older one says nothing any more.
create table engagement.user_identities (
  tenant_id   varchar     not null,
  identity    bytea       not null,
  user_id     uuid        not null,
  roles_as_of timestamptz not null,
  constraint user_identities_pkey primary key (tenant_id, identity),
  constraint user_identities_user_fkey foreign key (tenant_id, user_id)
    references engagement.credentials (tenant_id, user_id) on delete cascade
);

create index user_identities_user on engagement.user_identities (tenant_id, user_id);

select engagement.protect('engagement.user_identities');

-- Sign-ins at a provider that have come back. Each comes back once; after expires_at it would be too late anyway.
create table engagement.returned_sign_ins (
  tenant_id  varchar     not null,
  id         uuid        not null,
  expires_at timestamptz not null,
  constraint returned_sign_ins_pkey primary key (tenant_id, id)
);

create index returned_sign_ins_expires_at on engagement.returned_sign_ins (tenant_id, expires_at);

select engagement.protect('engagement.returned_sign_ins');

-- Who comes by a provider has neither password nor a claim to an address: what a provider says of addresses must not keep
-- anybody else from having an account with theirs.
alter table engagement.credentials alter column email_hash drop not null;
alter table engagement.credentials alter column password_hash drop not null;
alter table engagement.credentials add constraint credentials_password check ((email_hash is null) = (password_hash is null));
