-- Contacts of tenant $1 behind id $2; $3 rows.
select id, owner_id, first_name, last_name, phones, emails, company_id, company_name, deleted_at, as_of
from read.contact_search
where tenant_id = $1 and ($2::uuid is null or id > $2)
order by id
limit $3
