-- Contacts that something else has found, as search sees them; each by its key, as in GivenContacts.sql.
-- $1 tenant, $2 ids
select c.*
from (select distinct unnest($2) as id) found
cross join lateral (select * from read.contact_search where tenant_id = $1 and id = found.id limit 1) c
