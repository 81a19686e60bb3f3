-- When something last happened with contacts or with those that were merged into them: the newest entry of their timelines.
-- $1 tenant, $2 contacts
with recursive together as (
  select w.id as asked, w.id from unnest($2::uuid[]) as w (id)
  union all
  select t.asked, m.loser_id
  from together t join read.contact_merge m on m.tenant_id = $1 and m.winner_id = t.id and m.undone_at is null
)
select w.asked as id, max(t.at) as at
from together w
cross join lateral (
  select t.at from read.contact_timeline t
  where t.tenant_id = $1 and t.contact_id = w.id
  order by t.at desc
  limit 1) t
group by w.asked
