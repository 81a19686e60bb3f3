-- The snapshot, if this program took one, as a row before the events above it: one statement, and so one view of both.
with snapshot as materialized (
  select s.version, s.position, s.subject, s.data
  from engagement.snapshots s
  where s.tenant_id = $1 and s.stream_id = $2 and s.aggregate = $3 and s.code = $4
)
select e.seq_id, e.id, e.stream_id, e.version, e.data, e.type, e.timestamp, e.tenant_id, e.correlation_id, e.causation_id,
  e.user_name, e.headers, null::varchar as subject, null::bytea as snapshot
from mt_events e
where e.tenant_id = $1 and e.stream_id = $2 and e.version > coalesce((select s.version from snapshot s), 0)
union all
select s.position, null, null, s.version, null, null, null, null, null, null, null, null, s.subject, s.data
from snapshot s
order by 4
