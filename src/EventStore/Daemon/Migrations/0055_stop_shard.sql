-- Holds a shard at p_at, or where it is when that is null. Waits for its batch under way: when this has committed, its
-- checkpoint is where the answer says and passes stop_at no more.
create function engagement.stop_shard(p_shard text, p_at bigint) returns bigint
language plpgsql as $$
declare
  stands bigint;
begin
  select p.last_seq_id into stands from public.mt_event_progression p where p.name = p_shard for update;
  stands := coalesce(stands, 0);
  insert into engagement.shard_controls (shard, stop_at) values (p_shard, coalesce(p_at, stands))
  on conflict (shard) do update set stop_at = excluded.stop_at, changed_at = now();
  notify engagement_shards;
  return stands;
end $$;
revoke execute on function engagement.stop_shard(text, bigint) from public;
grant execute on function engagement.stop_shard(text, bigint) to engagement_daemon;
