update engagement.tenant_keys t set master_id = $4, wrapped = $5
where t.tenant_id = $1 and t.version = $2 and t.master_id = $3
