-- A cache of folded streams that may be emptied at any time. A state is encrypted whole under the key of the one person
-- whose values it may hold; of streams about several people there is none. code: which program folded it.
create table engagement.snapshots (
  tenant_id varchar not null,
  stream_id uuid not null,
  aggregate varchar not null,
  code uuid not null,
  version bigint not null,
  position bigint not null,
  subject varchar,
  data bytea not null,
  taken_at timestamptz not null default now(),
  constraint snapshots_pkey primary key (tenant_id, stream_id, aggregate)
);
select engagement.protect('engagement.snapshots', 'select, insert, update', 'select, delete');
