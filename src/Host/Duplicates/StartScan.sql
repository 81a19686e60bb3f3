-- Scan $2 of tenant $1, started at $3, unless one is running.
with begun as (
  insert into engagement.duplicate_scans (tenant_id, id, status, started_at, total)
  select $1, $2, 'running', $3, (select count(*) from read.contact_search where tenant_id = $1)
  where not exists (select from engagement.duplicate_scans where tenant_id = $1 and status = 'running')
  returning id)
select engagement.refuse('scan-running') where not exists (select from begun)
