delete from engagement.second_factors where tenant_id = $1 and user_id = $2
