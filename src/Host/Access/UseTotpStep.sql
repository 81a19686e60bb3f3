-- The row lock of the update makes concurrent uses queue; all but the first then find the step used.
update engagement.second_factors
set last_step = $4
where tenant_id = $1 and user_id = $2 and seed = $3 and confirmed_at is not null and last_step < $4
returning user_id
