-- What companies are called. $1 tenant, $2 ids
select id, name, domain from read.company_search where tenant_id = $1 and id = any ($2)
