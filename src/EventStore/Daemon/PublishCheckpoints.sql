-- Shows where our shards are in Marten's layout. From each shard's newest row to that of the shard before it: any other way
-- through the table would pass the older versions, too.
with recursive newest as (
  (select c.shard, c.position, c.moved_at from engagement.checkpoints c order by c.shard desc, c.position desc limit 1)
  union all
  select before.shard, before.position, before.moved_at
  from newest
  cross join lateral (
    select c.shard, c.position, c.moved_at from engagement.checkpoints c
    where c.shard < newest.shard
    order by c.shard desc, c.position desc limit 1
  ) before
)
insert into public.mt_event_progression (name, last_seq_id, last_updated)
select n.shard, n.position, n.moved_at from newest n
on conflict (name) do update
set last_seq_id = excluded.last_seq_id, last_updated = excluded.last_updated
where public.mt_event_progression.last_updated < excluded.last_updated
