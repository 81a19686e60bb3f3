select name, master_key_id, wrapped from engagement.host_secrets where master_key_id <> $1
