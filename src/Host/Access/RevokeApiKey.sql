update engagement.api_keys set revoked_at = coalesce(revoked_at, $3) where tenant_id = $1 and id = $2
