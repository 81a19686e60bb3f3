-- Contacts in use that something else has found, each by its key, as in GivenContacts.sql.
-- $1 tenant, $2 ids, $3 owners in reach
select c.*
from (select distinct unnest($2) as id) found
cross join lateral (select * from read.contact_card where tenant_id = $1 and id = found.id limit 1) c
where deleted_at is null
  and ($3::uuid[] is null or owner_id = any ($3))
