-- Contacts on a list, the first added first; not those that are put away or erased.
-- $1 tenant, $2 list, $3 owners in reach, $4 and $5 behind this added_at and contact, $6 rows
select m.contact_id, m.added_at
from read.list_membership m
join read.contact_search c on c.tenant_id = m.tenant_id and c.id = m.contact_id
where m.tenant_id = $1
  and m.list_id = $2
  and m.is_on
  and cardinality(c.keys) > 0
  and ($3::uuid[] is null or c.owner_id = any ($3))
  and ($5::uuid is null or (m.added_at, m.contact_id) > ($4::timestamptz, $5))
order by m.added_at, m.contact_id
limit $6
