select seed, confirmed_at is not null as is_on from engagement.second_factors where tenant_id = $1 and user_id = $2
