-- The audit trail, the newest first.
-- $1 tenant, $2 subject (a person, or what was acted on), $3 actor, $4 action, $5 violations or not, $6 from, $7 to, $8 and $9
-- behind this instant and id, $10 rows
select *
from read.audit_entry
where tenant_id = $1
  and ($2::uuid is null or subject_id = $2 or target_id = $2)
  and ($3::text is null or actor = $3)
  and ($4::text is null or action = $4)
  and ($5::boolean is null or is_violation = $5)
  and ($6::timestamptz is null or at >= $6)
  and ($7::timestamptz is null or at < $7)
  and ($9::uuid is null or (at, id) < ($8::timestamptz, $9))
order by at desc, id desc
limit $10
