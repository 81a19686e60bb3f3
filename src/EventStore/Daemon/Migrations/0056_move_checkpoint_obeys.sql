-- As before, and it raises EN002 when the shard would go past where an operator holds it: an owner that has not heard
-- of that yet does no harm.
create or replace function engagement.move_checkpoint(shard text, known bigint, reached bigint) returns void
language plpgsql as $$
begin
  update public.mt_event_progression p
  set last_seq_id = reached, last_updated = transaction_timestamp()
  where p.name = shard and p.last_seq_id = known;
  if not found then
    raise exception 'The checkpoint of % is not at %.', shard, known using errcode = 'EN001';
  end if;
  if reached > known and exists (
    select from engagement.shard_controls c where c.shard = move_checkpoint.shard and c.stop_at < reached) then
    raise exception '% is held below %.', shard, reached using errcode = 'EN002';
  end if;
end $$;
