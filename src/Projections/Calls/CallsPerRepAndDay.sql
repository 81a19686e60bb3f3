-- What the calls of some days came to, per rep and day.
-- $1 tenant, $2 first day, $3 last day
select *
from read.calls_per_rep_and_day
where tenant_id = $1
  and day between $2 and $3
order by day, user_id
