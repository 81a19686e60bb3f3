-- Merges of contacts, the newest first.
-- $1 tenant, $2 contact that won or lost, $3 behind this id, $4 rows
select *
from read.contact_merge
where tenant_id = $1
  and ($2::uuid is null or winner_id = $2 or loser_id = $2)
  and ($3::uuid is null or id < $3)
order by id desc
limit $4
