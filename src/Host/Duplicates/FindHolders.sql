-- Who of tenant $1 has addresses $2: no more than $3 of each.
select h.hash, a.contact_id
from unnest($2::bytea[]) as h (hash)
cross join lateral (
  select held.contact_id from engagement.contact_addresses held
  where held.tenant_id = $1 and held.hash = h.hash
  limit $3) a
