-- What companies are called, each by its key, as in GivenContacts.sql. $1 tenant, $2 ids
select c.id, c.name, c.domain
from (select distinct unnest($2) as id) named
cross join lateral (select * from read.company_search where tenant_id = $1 and id = named.id limit 1) c
