-- Which table serves which read model, made by which version of it and in which shape. Written by the daemon only.
create table engagement.read_models (
  table_name varchar not null,
  name varchar not null,
  version int not null,
  shard varchar not null,
  shape varchar not null,
  built_at timestamptz not null default now(),
  rebuild_done bigint,
  rebuild_total bigint,
  rebuild_started_at timestamptz,
  constraint read_models_pkey primary key (table_name)
);
grant select, insert, update, delete on engagement.read_models to engagement_daemon;
