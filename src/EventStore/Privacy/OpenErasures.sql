select e.tenant_id, e.subject, e.requested_at
from engagement.erasures e
where e.purged_at is null
order by e.requested_at
limit 100
