select e.seq_id, e.id, e.stream_id, e.version, e.data, e.type, e.timestamp, e.tenant_id, e.correlation_id, e.causation_id,
  e.user_name, e.headers, e.bdata
from public.mt_events e
where e.tenant_id = $1 and e.stream_id = $2 and e.version = $3
