-- Ends transactions of the daemons' batches that have said nothing for longer than $1: their node is frozen in the middle of
-- one, where no time-out of PostgreSQL applies, and holds what its successor needs. Ending one rolls it back.
select count(*) filter (where pg_terminate_backend(a.pid))::int
from pg_stat_activity a
where a.datname = current_database() and a.usename = current_user and a.application_name = 'engagement-daemon'
  and a.xact_start is not null and a.wait_event = 'ClientRead'
  and clock_timestamp() - greatest(a.query_start, a.state_change) > $1
