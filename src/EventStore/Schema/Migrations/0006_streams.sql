-- Marten 9's table, byte for byte: conjoined tenancy, streams named by uuid.
create table mt_streams (
  tenant_id varchar not null default '*DEFAULT*',
  id uuid not null,
  type varchar,
  version bigint,
  timestamp timestamptz not null default now(),
  created timestamptz not null default now(),
  is_archived boolean default false,
  constraint pkey_mt_streams_tenant_id_id primary key (tenant_id, id)
);
select engagement.protect('mt_streams', 'select, insert, update', 'select');
