-- Contacts of tenant $1 that changed after event $2, in the order in which they did; $3 rows.
select id, owner_id, first_name, last_name, phones, emails, company_id, company_name, deleted_at, as_of
from read.contact_search
where tenant_id = $1 and as_of > $2
order by as_of
limit $3
