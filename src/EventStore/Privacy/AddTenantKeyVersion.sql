insert into engagement.tenant_keys (tenant_id, version, master_id, wrapped)
select $1, $2, $3, $4
where exists (select from engagement.tenant_keys t where t.tenant_id = $1 and t.version = $2 - 1)
on conflict do nothing
