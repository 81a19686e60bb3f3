-- The timeline of a contact and of those that were merged into it, the newest first.
-- $1 tenant, $2 contact, $3 kind, $4 from, $5 to, $6 and $7 behind this instant and id, $8 rows
select entry.*
from unnest(engagement.merged_with($2)) as person (id)
cross join lateral (
  select *
  from read.contact_timeline
  where tenant_id = $1
    and contact_id = person.id
    and ($3::text is null or kind = $3)
    and ($4::timestamptz is null or at >= $4)
    and ($5::timestamptz is null or at < $5)
    and ($7::uuid is null or (at, id) < ($6::timestamptz, $7))
  order by at desc, id desc
  limit $8
) entry
order by entry.at desc, entry.id desc
limit $8
