select version, master_id, wrapped from engagement.tenant_keys where tenant_id = $1 order by version
