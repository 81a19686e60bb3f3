-- The sessions of the nodes that compete for shards.
select string_agg(a.pid::text, ' ' order by a.pid)
from pg_stat_activity a
where a.datname = current_database() and a.application_name like 'engagement-owner %'
