-- The file is there: the import begins. Refused when it was destroyed meanwhile.
with begun as (
  update engagement.contact_imports set status = $3, settings = $4
  where tenant_id = $1 and id = $2 and status = 'uploading' and file_key is not null
  returning id)
select engagement.refuse('file-destroyed') where not exists (select from begun)
