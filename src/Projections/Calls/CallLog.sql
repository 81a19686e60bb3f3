-- Calls, the newest first.
-- $1 tenant, $2 contact, with those that were merged into it, $3 rep, $4 status, $5 direction, $6 from, $7 to, $8 and $9 behind this instant and id, $10 rows, $11 reps in reach
select *
from read.call_log
where tenant_id = $1
  and ($11::uuid[] is null or user_id = any ($11))
  and ($2::uuid is null or contact_id = any (engagement.merged_with($2)))
  and ($3::uuid is null or user_id = $3)
  and ($4::text is null or status = $4)
  and ($5::text is null or direction = $5)
  and ($6::timestamptz is null or requested_at >= $6)
  and ($7::timestamptz is null or requested_at < $7)
  and ($9::uuid is null or (requested_at, id) < ($8::timestamptz, $9))
order by requested_at desc, id desc
limit $10
