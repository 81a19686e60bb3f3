-- Streams $2 of tenant $1, above $3 up to $4, the types in $5; a page of $6. Nothing of a tenant that has left.
select e.seq_id, e.id, e.stream_id, e.version, e.data, e.type, e.timestamp, e.tenant_id, e.correlation_id, e.causation_id, e.user_name, e.headers
from public.mt_events e
where e.tenant_id = $1 and e.stream_id = any ($2) and e.seq_id > $3 and e.seq_id <= $4 and e.type = any ($5)
  and e.tenant_id not in (select o.tenant_id from engagement.off_boardings o where o.keys_destroyed_at is not null)
order by e.seq_id
limit $6
