-- When something last happened with contacts: the newest entry of each one's timeline.
-- $1 tenant, $2 contacts
select w.id, t.at
from unnest($2::uuid[]) as w (id)
cross join lateral (
  select t.at from read.contact_timeline t
  where t.tenant_id = $1 and t.contact_id = w.id
  order by t.at desc
  limit 1) t
