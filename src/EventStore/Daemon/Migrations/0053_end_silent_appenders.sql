-- Ends transactions that have drawn a number and then say nothing for longer than the patience: their client is frozen
-- or has stopped in the middle of a batch, where no time-out of PostgreSQL applies. Ending one rolls it back, so this is
-- always safe; it keeps one dead client from holding every reader. Gives how many were ended.
create function engagement.end_silent_appenders(patience interval) returns int
language sql security definer set search_path = pg_catalog, pg_temp as $$
  select count(*) filter (where pg_terminate_backend(a.pid))::int
  from pg_locks l
  join pg_stat_activity a on a.pid = l.pid
  where l.locktype = 'relation' and l.mode = 'RowExclusiveLock' and l.granted
    and l.relation = 'public.mt_events_sequence'::regclass
    and l.database = (select d.oid from pg_database d where d.datname = current_database())
    and a.wait_event = 'ClientRead' and clock_timestamp() - greatest(a.query_start, a.state_change) > patience
    and pg_has_role(a.usesysid, 'usage')
$$;
revoke execute on function engagement.end_silent_appenders(interval) from public;
grant execute on function engagement.end_silent_appenders(interval) to engagement_daemon;
