select e.subject, e.requested_at, e.key_destroyed_at, e.purged_at, e.streams
from engagement.erasures e where e.tenant_id = $1 and e.subject = $2
