-- Whether anything is known of the rows of import $2, or it had none.
select i.done_rows = 0 or exists (
  select from engagement.contact_import_rows r where r.tenant_id = $1 and r.import_id = $2 and r.pass = 1) as has_rows
from engagement.contact_imports i
where i.tenant_id = $1 and i.id = $2
