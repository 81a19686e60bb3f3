-- What a user proves beside the password: codes of a seed that their telephone knows too (RFC 6238). It counts once the
-- first code has confirmed it. The Host encrypts the seed for this tenant and user. last_step is the time step of the last
-- code that was taken: no code of it or of an earlier one is good any more.
create table engagement.second_factors (
  tenant_id    varchar     not null,
  user_id      uuid        not null,
  seed         bytea       not null,
  enrolled_at  timestamptz not null,
  confirmed_at timestamptz,
  last_step    bigint      not null default 0,
  constraint second_factors_pkey primary key (tenant_id, user_id),
  constraint second_factors_user_fkey foreign key (tenant_id, user_id)
    references engagement.credentials (tenant_id, user_id) on delete cascade
);

select engagement.protect('engagement.second_factors');

-- For a lost telephone; each is good once. Only hashes are kept.
create table engagement.recovery_codes (
  tenant_id varchar     not null,
  user_id   uuid        not null,
  code_hash bytea       not null,
  used_at   timestamptz,
  constraint recovery_codes_pkey primary key (tenant_id, user_id, code_hash),
  constraint recovery_codes_factor_fkey foreign key (tenant_id, user_id)
    references engagement.second_factors (tenant_id, user_id) on delete cascade
);

select engagement.protect('engagement.recovery_codes');
