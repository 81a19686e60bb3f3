-- Marten 9's table, byte for byte. No role but the owner may change or remove an event.
create table mt_events (
  seq_id bigint not null,
  id uuid not null,
  stream_id uuid,
  version bigint not null,
  data jsonb not null,
  bdata bytea,
  type varchar(500) not null,
  timestamp timestamptz not null,
  tenant_id varchar default '*DEFAULT*',
  mt_dotnet_type varchar,
  correlation_id varchar,
  causation_id varchar,
  headers jsonb,
  user_name varchar,
  is_archived boolean default false,
  constraint pkey_mt_events_seq_id primary key (seq_id),
  constraint fkey_mt_events_stream_id_tenant_id foreign key (tenant_id, stream_id) references mt_streams (tenant_id, id)
);
create unique index pk_mt_events_stream_and_version on mt_events (tenant_id, stream_id, version);
create sequence mt_events_sequence as bigint start 1 increment 1 cache 1 owned by mt_events.seq_id;
grant usage on sequence mt_events_sequence to engagement_app;
grant select on sequence mt_events_sequence to engagement_daemon;
select engagement.protect('mt_events', 'select, insert', 'select');
