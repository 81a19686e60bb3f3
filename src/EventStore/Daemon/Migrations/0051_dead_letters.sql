-- A stream that a shard could not process past from_sequence: its later events wait, those of other streams go on.
create table engagement.parked_streams (
  tenant_id varchar not null,
  shard varchar not null,
  stream_id uuid not null,
  from_sequence bigint not null,
  replay_requested boolean not null default false,
  parked_at timestamptz not null default now(),
  constraint parked_streams_pkey primary key (tenant_id, shard, stream_id)
);
create index parked_streams_shard on engagement.parked_streams (shard);
-- Why. Without personal data: the fault is an exception's type and the method that threw it.
create table engagement.dead_letters (
  tenant_id varchar not null,
  shard varchar not null,
  stream_id uuid not null,
  sequence bigint not null,
  event_type varchar not null,
  fault varchar not null,
  attempts int not null default 1,
  failed_at timestamptz not null default now(),
  constraint dead_letters_pkey primary key (tenant_id, shard, stream_id)
);
select engagement.protect('engagement.parked_streams', 'select'), engagement.protect('engagement.dead_letters', 'select');
