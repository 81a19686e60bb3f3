-- Contacts that something else has found, as search sees them.
-- $1 tenant, $2 ids
select * from read.contact_search where tenant_id = $1 and id = any ($2)
