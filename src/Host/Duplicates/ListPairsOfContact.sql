-- The same as ListPairs.sql of one contact, $4: few rows, found from either side.
select p.id, p.first_id, p.second_id, p.score, p.reasons, p.state, p.found_at, p.dismissed_by, p.dismissed_at
from (
  select * from engagement.duplicate_pairs where tenant_id = $1 and first_id = $4
  union all
  select * from engagement.duplicate_pairs where tenant_id = $1 and second_id = $4) p
join read.contact_card a on a.tenant_id = $1 and a.id = p.first_id
join read.contact_card b on b.tenant_id = $1 and b.id = p.second_id
where p.state = $2 and p.score >= $3
  and a.deleted_at is null and b.deleted_at is null
  and ($5::uuid[] is null or (a.owner_id = any ($5) and b.owner_id = any ($5)))
  and ($7::uuid is null or (p.score, p.id) < ($6::int, $7))
order by p.score desc, p.id desc
limit $8
