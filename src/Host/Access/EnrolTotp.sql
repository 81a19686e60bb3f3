insert into engagement.second_factors as f (tenant_id, user_id, seed, enrolled_at)
select c.tenant_id, c.user_id, $3, $4 from engagement.credentials c where c.tenant_id = $1 and c.user_id = $2
on conflict (tenant_id, user_id) do update
set seed = excluded.seed, enrolled_at = excluded.enrolled_at
where f.confirmed_at is null
returning f.user_id
