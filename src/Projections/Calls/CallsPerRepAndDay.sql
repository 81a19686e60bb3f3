-- What the calls of some days came to, per rep and day.
-- $1 tenant, $2 first day, $3 last day, $4 reps in reach
select *
from read.calls_per_rep_and_day
where tenant_id = $1
  and day between $2 and $3
  and ($4::uuid[] is null or user_id = any ($4))
order by day, user_id
