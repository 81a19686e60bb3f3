-- Contacts $2 of tenant $1.
select id, owner_id, first_name, last_name, phones, emails, company_id, company_name, deleted_at, as_of
from read.contact_search
where tenant_id = $1 and id = any ($2)
