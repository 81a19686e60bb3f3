-- A contact's timeline, the newest first.
-- $1 tenant, $2 contact, $3 kind, $4 from, $5 to, $6 and $7 behind this instant and id, $8 rows
select *
from read.contact_timeline
where tenant_id = $1
  and contact_id = $2
  and ($3::text is null or kind = $3)
  and ($4::timestamptz is null or at >= $4)
  and ($5::timestamptz is null or at < $5)
  and ($7::uuid is null or (at, id) < ($6::timestamptz, $7))
order by at desc, id desc
limit $8
