-- Calls of all tenants that should have been heard of by now, the oldest first.
select tenant_id, id
from read.call_log
where status in ('Requested', 'Queued', 'Ringing', 'InProgress')
  and requested_at < $1
order by requested_at
limit $2
