-- The compare-and-set that makes every event count once: first statement of a batch's transaction. It raises EN001,
-- and so undoes the batch, when another owner or a rebuild has moved the shard meanwhile.
create function engagement.move_checkpoint(shard text, known bigint, reached bigint) returns void
language plpgsql as $$
begin
  update public.mt_event_progression p
  set last_seq_id = reached, last_updated = transaction_timestamp()
  where p.name = shard and p.last_seq_id = known;
  if not found then
    raise exception 'The checkpoint of % is not at %.', shard, known using errcode = 'EN001';
  end if;
end $$;
revoke execute on function engagement.move_checkpoint(text, bigint, bigint) from public;
grant execute on function engagement.move_checkpoint(text, bigint, bigint) to engagement_daemon;
