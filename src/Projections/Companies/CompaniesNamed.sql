-- Of the companies in use of each of names $2 the oldest. $1 tenant, $3 owners in reach
select c.*
from unnest($2) as named (sort_name)
cross join lateral (
  select *
  from read.company_card
  where tenant_id = $1 and sort_name = named.sort_name and deleted_at is null and ($3::uuid[] is null or owner_id = any ($3))
  order by created_at, id
  limit 1) c
