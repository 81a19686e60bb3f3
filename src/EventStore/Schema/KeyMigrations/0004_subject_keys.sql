-- One key per person, wrapped with the tenant's. An erased person has no key and never gets one again: the row is the fence.
create table engagement.subject_keys (
  tenant_id varchar not null,
  subject varchar not null,
  version int not null default 1,
  tenant_key_version int not null default 1,
  state varchar not null default 'active',
  wrapped bytea,
  created_at timestamptz not null default now(),
  erased_at timestamptz,
  constraint subject_keys_pkey primary key (tenant_id, subject),
  constraint subject_keys_state check (state in ('active', 'held', 'erased')),
  constraint subject_keys_fence check ((state = 'erased') = (wrapped is null) and (state = 'erased') = (erased_at is not null))
);
alter table engagement.subject_keys enable row level security, force row level security;
create policy tenant on engagement.subject_keys to engagement_keys
  using (tenant_id = (select engagement.tenant())) with check (tenant_id = (select engagement.tenant()));
grant select, insert, update on engagement.subject_keys to engagement_keys;
