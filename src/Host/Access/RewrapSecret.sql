update engagement.host_secrets set master_key_id = $3, wrapped = $4 where name = $1 and master_key_id = $2
