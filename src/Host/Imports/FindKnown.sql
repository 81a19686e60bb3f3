-- Who of the tenant has one of these addresses ($4), and in which row of this pass ($3) of import $2 the person was before;
-- in a dry run also those who would have been added by then.
select a.hash, a.contact_id, (
    select min(r.row) from engagement.contact_import_rows r
    where r.tenant_id = $1 and r.contact_id = a.contact_id and r.import_id = $2 and r.pass = $3) as row
from engagement.contact_addresses a
where a.tenant_id = $1 and a.hash = any ($4)
union all
select s.hash, null, s.row
from engagement.contact_import_seen s
where $3 = 0 and s.tenant_id = $1 and s.import_id = $2 and s.hash = any ($4)
