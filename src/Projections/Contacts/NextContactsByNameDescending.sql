-- Ids of the next contacts, in the order of their names from the end, whoever they are.
-- $1 tenant, $2 and $3 behind this sort_name and id, $4 rows
select id
from read.contact_card
where tenant_id = $1 and ($3::uuid is null or (sort_name, id) < ($2::text, $3))
order by sort_name desc, id desc
limit $4
