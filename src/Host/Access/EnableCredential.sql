update engagement.credentials set disabled_at = null where tenant_id = $1 and user_id = $2
