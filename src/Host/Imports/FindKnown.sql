-- Who of the tenant has one of these addresses ($4), and in which row of this pass ($3) of import $2 the person was before;
-- in a dry run also those who would have been added by then. Each address by the index, however the table has grown since
-- the planner looked at it.
select a.hash, a.contact_id, (
    select min(r.row) from engagement.contact_import_rows r
    where r.tenant_id = $1 and r.contact_id = a.contact_id and r.import_id = $2 and r.pass = $3) as row
from unnest($4) as u (hash)
cross join lateral (
  select c.hash, c.contact_id from engagement.contact_addresses c where c.tenant_id = $1 and c.hash = u.hash limit 100) a
union all
select s.hash, null, s.row
from unnest($4) as u (hash)
cross join lateral (
  select i.hash, i.row from engagement.contact_import_seen i
  where $3 = 0 and i.tenant_id = $1 and i.import_id = $2 and i.hash = u.hash limit 1) s
