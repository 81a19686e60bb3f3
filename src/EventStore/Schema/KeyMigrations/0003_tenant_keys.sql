-- One key per tenant, wrapped with a master key that never enters a database.
create table engagement.tenant_keys (
  tenant_id varchar not null,
  version int not null default 1,
  master_id varchar not null,
  wrapped bytea not null,
  created_at timestamptz not null default now(),
  constraint tenant_keys_pkey primary key (tenant_id, version)
);
alter table engagement.tenant_keys enable row level security, force row level security;
create policy tenant on engagement.tenant_keys to engagement_keys
  using (tenant_id = (select engagement.tenant())) with check (tenant_id = (select engagement.tenant()));
grant select, insert on engagement.tenant_keys to engagement_keys;
