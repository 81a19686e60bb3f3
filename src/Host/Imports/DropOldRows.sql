-- Verdicts of imports that were over before $1, a part at a time.
delete from engagement.contact_import_rows
where ctid = any (array(
  select r.ctid from engagement.contact_import_rows r
  join engagement.contact_imports i on i.tenant_id = r.tenant_id and i.id = r.import_id
  where i.ended_at < $1
  limit 20000))
