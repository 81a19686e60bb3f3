update engagement.api_keys set scopes = $3, expires_at = $4, ranges = $5::text[]::cidr[] where tenant_id = $1 and id = $2
