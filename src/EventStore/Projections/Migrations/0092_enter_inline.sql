-- The door to the table of an inline read model, for a transaction that appends and then writes rows of it. Whoever
-- replaces rows there (a rebuild, an erasure) holds the same lock alone: either he sees what we commit, or we see what he did.
-- Raises ES003 when the table is of another release; version 0 is one that is still being filled for the first time.
-- Raises ES002 when somebody was erased since the caller's keys were read: what he folded may say who it was.
-- Each statement of this function sees what was committed until it began; the lock must come first.
create function engagement.enter_inline(p_table text, p_version int, p_shape text, p_epoch bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock_shared(7305, hashtext(p_table));
  perform from engagement.read_models m
  where m.table_name = p_table and m.version in (0, p_version) and m.shape = p_shape;
  if not found then
    raise exception '%', p_table using errcode = 'ES003';
  end if;
  perform from engagement.erasure_epoch e where e.value = p_epoch;
  if not found then
    raise exception 'Somebody was erased meanwhile.' using errcode = 'ES002';
  end if;
end $$;
revoke execute on function engagement.enter_inline(text, int, text, bigint) from public;
grant execute on function engagement.enter_inline(text, int, text, bigint) to engagement_app;
