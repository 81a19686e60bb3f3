-- Appends that were under way when the fence was set have ended after some seconds; what they wrote is purged too.
select o.tenant_id, null, o.requested_at
from engagement.off_boardings o
where o.purged_at is null and coalesce(o.keys_destroyed_at, '-infinity') < clock_timestamp() - interval '5 seconds'
order by o.requested_at
limit 10
