-- Uploads that their sender broke off before $1, with what came of them.
with gone as (
  delete from engagement.contact_imports where status = 'uploading' and created_at < $1 returning tenant_id, id)
delete from engagement.contact_import_parts p using gone where p.tenant_id = gone.tenant_id and p.import_id = gone.id
