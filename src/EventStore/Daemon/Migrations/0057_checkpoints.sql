-- Where each shard is, one row for each. PostgreSQL cannot remove a row's older versions while any transaction of the
-- server that has written is older, be it one of another database; by mt_event_progression's key, the name alone, every
-- access would pass them all. By this key the newest version is found at once: it has the highest position.
create table engagement.checkpoints (
  shard varchar not null,
  position bigint not null,
  moved_at timestamptz not null default transaction_timestamp(),
  constraint checkpoints_pkey primary key (shard, position)
);
grant select, insert, update, delete on engagement.checkpoints to engagement_daemon;
insert into engagement.checkpoints (shard, position, moved_at)
select p.name, p.last_seq_id, coalesce(p.last_updated, now()) from public.mt_event_progression p
where p.last_seq_id is not null and p.name not in ('HighWaterMark', 'HighWaterStuckGap', 'HighWaterAllocationFence');
