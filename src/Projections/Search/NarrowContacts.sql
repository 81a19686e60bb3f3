-- Contacts that a search without words lets through, the newest first; not those that are put away or erased.
-- $1 tenant, $2 owners in reach, $3 owners, $4 tag, $5 time zone, $6 stage, $7 company, $8 and $9 behind this created_at and id, $10 rows
select c.*
from read.contact_card c
where c.tenant_id = $1
  and c.deleted_at is null
  and ($2::uuid[] is null or c.owner_id = any ($2))
  and ($3::uuid[] is null or c.owner_id = any ($3))
  and ($4::text is null or c.tags ? $4)
  and ($5::text is null or c.time_zone = $5)
  and ($6::text is null or c.stage = $6)
  and ($7::uuid is null or c.company_id = $7)
  and ($9::uuid is null or (c.created_at, c.id) < ($8::timestamptz, $9))
  and exists (select from read.contact_search s where s.tenant_id = $1 and s.id = c.id and cardinality(s.keys) > 0)
order by c.created_at desc, c.id desc
limit $10
