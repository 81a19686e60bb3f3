-- What an API key is checked against. Rows, not events: a secret must be deletable. Only the hash of it is kept. Scopes,
-- ranges and ends are written with the key's events, so that one look-up by primary key decides about a request.
create table engagement.api_keys (
  tenant_id         varchar     not null,
  id                uuid        not null,
  secret_hash       bytea       not null,
  user_id           uuid        not null,
  scopes            text[]      not null default '{}',
  expires_at        timestamptz,
  ranges            cidr[]      not null default '{}',
  revoked_at        timestamptz,
  last_used_at      timestamptz,
  last_used_address inet,
  constraint api_keys_pkey primary key (tenant_id, id)
);

create index api_keys_user on engagement.api_keys (tenant_id, user_id);

select engagement.protect('engagement.api_keys');
