-- Users by name; those whose invitation was withdrawn only when asked for.
-- $1 tenant, $2 team, $3 status, $4 role, $5 and $6 behind this sort_name and id, $7 rows
select *
from read.user_card
where tenant_id = $1
  and ($2::uuid is null or team_id = $2)
  and status = coalesce($3::text, nullif(status, 'Withdrawn'))
  and ($4::text is null or roles ? $4)
  and ($6::uuid is null or (sort_name, id) > ($5::text, $6))
order by sort_name, id
limit $7
