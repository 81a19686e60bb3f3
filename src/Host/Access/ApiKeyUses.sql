select id, last_used_at, host(last_used_address) as last_used_address
from engagement.api_keys
where tenant_id = $1 and id = any ($2) and last_used_at is not null
