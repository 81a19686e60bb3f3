-- Contacts by their ids, in use or put away; each by its key, as in GivenContacts.sql.
-- $1 tenant, $2 ids, $3 owners in reach
select c.*
from (select distinct unnest($2) as id) chosen
cross join lateral (select * from read.contact_card where tenant_id = $1 and id = chosen.id limit 1) c
where $3::uuid[] is null or owner_id = any ($3)
