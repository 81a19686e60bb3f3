update engagement.contact_import_rows r set undone = m.mark
from unnest($3::bigint[], $4::varchar[]) as m (row, mark)
where r.tenant_id = $1 and r.import_id = $2 and r.pass = 1 and r.row = m.row
