-- A piece of a file that is still being sent. Whoever drops the upload waits for this, or this finds it gone.
insert into engagement.contact_import_parts (tenant_id, import_id, part, content)
select $1, $2, $3, $4
from engagement.contact_imports i
where i.tenant_id = $1 and i.id = $2 and i.status = 'uploading' and i.file_key is not null
for share of i
