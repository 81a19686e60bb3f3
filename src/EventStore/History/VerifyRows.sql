-- A tenant's whole history in order up to $2, as one statement: found by the index that leads with the tenant and sorted
-- once, or read along the key when the tenant is most of the table; never searched for again for each block.
select e.seq_id, e.id, e.stream_id, e.version, e.data, e.type, e.timestamp, e.tenant_id, e.correlation_id, e.causation_id,
  e.user_name, e.headers, e.bdata
from public.mt_events e
where e.tenant_id = $1 and e.seq_id <= $2 and e.type <> 'tombstone'
order by e.seq_id
