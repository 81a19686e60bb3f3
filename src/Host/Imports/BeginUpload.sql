-- An import whose file is on its way, unless $9 of the company's are there already.
with begun as (
  insert into engagement.contact_imports (tenant_id, id, owner_id, principal, correlation, status, created_at, file_key, pass)
  select $1, $2, $3, $4, $5, 'uploading', $6, $7, $8
  where (select count(*) from engagement.contact_imports where tenant_id = $1 and file_key is not null) < $9
  returning id)
select engagement.refuse('too-many-imports') where not exists (select from begun)
