update engagement.recovery_codes
set used_at = $4
where tenant_id = $1 and user_id = $2 and code_hash = $3 and used_at is null
returning user_id
