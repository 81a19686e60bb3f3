-- Rebuilds under way or broken off: what their shadow tables hold, so that they can be continued. Scope: '*', or a tenant.
create table engagement.rebuilds (
  table_name varchar not null,
  scope varchar not null,
  version int not null,
  shape varchar not null,
  position bigint not null default 0,
  seen bigint not null default 0,
  goal bigint not null default 0,
  began_at timestamptz not null default now(),
  resumed_at timestamptz not null default now(),
  resumed_from bigint not null default 0,
  constraint rebuilds_pkey primary key (table_name, scope)
);
grant select, insert, update, delete on engagement.rebuilds to engagement_daemon;
alter table engagement.read_models drop column rebuild_done, drop column rebuild_total, drop column rebuild_started_at;
-- What the kept previous table is, so that it can become live again; null when none is kept.
alter table engagement.read_models
  add column previous_version int,
  add column previous_shape varchar,
  add column previous_shard varchar,
  add column previous_position bigint;
