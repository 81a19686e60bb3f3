-- Notes that key $2 of tenant $1 was used at $3 from $4, unless a use since $5 stands there. A row that somebody else is
-- writing to is left alone: nobody waits for this.
with free as (
  select tenant_id, id from engagement.api_keys
  where tenant_id = $1 and id = $2 and (last_used_at is null or last_used_at <= $5)
  for no key update skip locked
)
update engagement.api_keys k
set last_used_at = $3, last_used_address = $4
from free
where k.tenant_id = free.tenant_id and k.id = free.id
returning k.id
