update engagement.sign_ins set ended_at = $4 where tenant_id = $1 and id = $2 and user_id = $3 and ended_at is null
