-- A sign-in lives from the password to the sign-out; its refresh tokens form one family.
create table engagement.sign_ins (
  tenant_id  varchar     not null,
  id         uuid        not null,
  user_id    uuid        not null,
  epoch      integer     not null,
  started_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at   timestamptz,
  constraint sign_ins_pkey primary key (tenant_id, id),
  constraint sign_ins_user_fkey foreign key (tenant_id, user_id)
    references engagement.credentials (tenant_id, user_id) on delete cascade
);

select engagement.protect('engagement.sign_ins');

-- Each token is good once. Only the hash of its secret is kept.
create table engagement.refresh_tokens (
  tenant_id   varchar     not null,
  id          uuid        not null,
  sign_in_id  uuid        not null,
  secret_hash bytea       not null,
  expires_at  timestamptz not null,
  used_at     timestamptz,
  constraint refresh_tokens_pkey primary key (tenant_id, id),
  constraint refresh_tokens_sign_in_fkey foreign key (tenant_id, sign_in_id)
    references engagement.sign_ins (tenant_id, id) on delete cascade
);

create index refresh_tokens_sign_in on engagement.refresh_tokens (tenant_id, sign_in_id);

select engagement.protect('engagement.refresh_tokens');
