select master_key_id, wrapped from engagement.host_secrets where name = $1
