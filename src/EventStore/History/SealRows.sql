-- What all tenants appended above $1 up to $2. Tombstones are numbers that Marten gave up: they say nothing.
select e.seq_id, e.id, e.stream_id, e.version, e.data, e.type, e.timestamp, e.tenant_id, e.correlation_id, e.causation_id,
  e.user_name, e.headers, e.bdata
from public.mt_events e
where e.seq_id > $1 and e.seq_id <= $2 and e.type <> 'tombstone' and e.tenant_id is not null
order by e.seq_id
