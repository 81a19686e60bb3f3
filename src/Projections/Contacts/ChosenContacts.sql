-- Contacts by their ids, in use or put away.
-- $1 tenant, $2 ids, $3 owners in reach
select *
from read.contact_card
where tenant_id = $1
  and id = any ($2)
  and ($3::uuid[] is null or owner_id = any ($3))
