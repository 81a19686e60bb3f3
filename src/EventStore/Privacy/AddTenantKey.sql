insert into engagement.tenant_keys (tenant_id, version, master_id, wrapped) values ($1, 1, $2, $3) on conflict do nothing
