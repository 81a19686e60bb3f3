-- Contacts $2 of tenant $1, each by its key, as in GivenContacts.sql.
select c.id, c.owner_id, c.first_name, c.last_name, c.phones, c.emails, c.company_id, c.company_name, c.deleted_at, c.as_of
from (select distinct unnest($2) as id) these
cross join lateral (select * from read.contact_search where tenant_id = $1 and id = these.id limit 1) c
