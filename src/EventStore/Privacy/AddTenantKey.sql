insert into engagement.tenant_keys (tenant_id, version, master_id, wrapped)
select $1, 1, $2, $3
where not exists (select from engagement.tenant_keys t where t.tenant_id = $1)
  and not exists (select from engagement.tenant_fences f where f.tenant_id = $1)
on conflict do nothing
