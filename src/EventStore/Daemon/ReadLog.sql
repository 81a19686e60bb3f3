-- Above $1 up to $2, the types in $3; with $4 of one tenant, with $5 of one stream. Nothing of tenants that have left.
select e.seq_id, e.id, e.stream_id, e.version, e.data, e.type, e.timestamp, e.tenant_id, e.correlation_id, e.causation_id, e.user_name, e.headers
from public.mt_events e
where e.seq_id > $1 and e.seq_id <= $2 and e.type = any ($3)
  and ($4::varchar is null or e.tenant_id = $4) and ($5::uuid is null or e.stream_id = $5)
  and e.tenant_id not in (select o.tenant_id from engagement.off_boardings o where o.keys_destroyed_at is not null)
order by e.seq_id
