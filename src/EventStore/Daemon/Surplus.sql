-- How many shards this session's node owns above its fair share: all that are owned, among all nodes that compete.
select greatest(count(*) filter (where l.pid = pg_backend_pid())
  - ceil(count(l.pid)::numeric / greatest(count(distinct a.pid), 1)), 0)::int
from pg_stat_activity a
left join pg_locks l on l.pid = a.pid and l.locktype = 'advisory' and l.classid = 7302 and l.objsubid = 2 and l.granted
where a.datname = current_database() and a.application_name like 'engagement-owner %'
