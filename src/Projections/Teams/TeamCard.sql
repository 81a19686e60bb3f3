-- Open teams by name.
-- $1 tenant, $2 and $3 behind this name and id, $4 rows
select *
from read.team_card
where tenant_id = $1
  and not is_closed
  and ($3::uuid is null or (name, id) > ($2::text, $3))
order by name, id
limit $4
