-- Pairs of tenant $1 in state $2 with score $3 at least, both contacts in use and of owners $5 or anybody, the likeliest first,
-- behind $6 and $7; $8 rows. ($4, a contact, is asked for by ListPairsOfContact.sql alone.)
select p.id, p.first_id, p.second_id, p.score, p.reasons, p.state, p.found_at, p.dismissed_by, p.dismissed_at
from engagement.duplicate_pairs p
join read.contact_card a on a.tenant_id = $1 and a.id = p.first_id
join read.contact_card b on b.tenant_id = $1 and b.id = p.second_id
where p.tenant_id = $1 and p.state = $2 and p.score >= $3
  and $4::uuid is null
  and a.deleted_at is null and b.deleted_at is null
  and ($5::uuid[] is null or (a.owner_id = any ($5) and b.owner_id = any ($5)))
  and ($7::uuid is null or (p.score, p.id) < ($6::int, $7))
order by p.score desc, p.id desc
limit $8
