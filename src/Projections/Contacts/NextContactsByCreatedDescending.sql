-- Ids of the next contacts, the newest first, whoever they are.
-- $1 tenant, $2 and $3 behind this created_at and id, $4 rows
select id
from read.contact_card
where tenant_id = $1 and ($3::uuid is null or (created_at, id) < ($2::timestamptz, $3))
order by created_at desc, id desc
limit $4
