insert into engagement.host_secrets (name, master_key_id, wrapped) values ($1, $2, $3) on conflict (name) do nothing
