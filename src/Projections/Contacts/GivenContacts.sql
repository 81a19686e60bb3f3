-- Contacts $17, each by its key: beside a list of them the planner has walked all of a company whose table had just grown.
select c.*
from unnest($17) as given (id)
cross join lateral (select * from read.contact_card where tenant_id = $1 and id = given.id limit 1) c
