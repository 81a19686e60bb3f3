-- Shards that an operator holds: each goes up to stop_at and no further. A paused shard is one that stops where it is.
create table engagement.shard_controls (
  shard varchar not null,
  stop_at bigint not null,
  changed_at timestamptz not null default now(),
  constraint shard_controls_pkey primary key (shard)
);
grant select, insert, update, delete on engagement.shard_controls to engagement_daemon;
