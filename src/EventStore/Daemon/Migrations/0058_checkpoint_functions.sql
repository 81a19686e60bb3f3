-- The newest row has the highest position, and is first in the index from that end. The daemon's connections scan nothing
-- sequentially, as has_passed must not: a plan made while the table was small would pass all older versions later.
create function engagement.position_of(shard text) returns bigint
language sql stable as $$
  select c.position from engagement.checkpoints c where c.shard = position_of.shard order by c.position desc limit 1
$$;
revoke execute on function engagement.position_of(text) from public;
grant execute on function engagement.position_of(text) to engagement_daemon;
-- Gives a shard a checkpoint if it has none; the lock, for the key would let two in.
create function engagement.start_checkpoint(shard text, start bigint) returns void
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(7308, hashtext(shard));
  insert into engagement.checkpoints (shard, position)
  select start_checkpoint.shard, start where engagement.position_of(start_checkpoint.shard) is null;
end $$;
revoke execute on function engagement.start_checkpoint(text, bigint) from public;
grant execute on function engagement.start_checkpoint(text, bigint) to engagement_daemon;
-- As before, over the new table.
create or replace function engagement.move_checkpoint(shard text, known bigint, reached bigint) returns void
language plpgsql as $$
begin
  update engagement.checkpoints c
  set position = reached, moved_at = transaction_timestamp()
  where c.shard = move_checkpoint.shard and c.position = known;
  if not found then
    raise exception 'The checkpoint of % is not at %.', shard, known using errcode = 'EN001';
  end if;
  if reached > known and exists (
    select from engagement.shard_controls c where c.shard = move_checkpoint.shard and c.stop_at < reached) then
    raise exception '% is held below %.', shard, reached using errcode = 'EN002';
  end if;
end $$;
create or replace function engagement.stop_shard(p_shard text, p_at bigint) returns bigint
language plpgsql as $$
declare
  stands bigint;
begin
  select c.position into stands from engagement.checkpoints c where c.shard = p_shard order by c.position desc limit 1 for update;
  stands := coalesce(stands, 0);
  insert into engagement.shard_controls (shard, stop_at) values (p_shard, coalesce(p_at, stands))
  on conflict (shard) do update set stop_at = excluded.stop_at, changed_at = now();
  notify engagement_shards;
  return stands;
end $$;
create or replace function engagement.has_passed(shard text, sequence bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
  select exists (
    select from engagement.checkpoints c where c.shard = has_passed.shard and c.position >= has_passed.sequence)
$$;
