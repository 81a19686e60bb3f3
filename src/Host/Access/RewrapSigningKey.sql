update engagement.signing_keys set master_key_id = $3, wrapped = $4 where kid = $1 and master_key_id = $2
