select kid, number, master_key_id, wrapped, created_at, revoked_at from engagement.signing_keys order by number
