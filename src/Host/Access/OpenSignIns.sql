-- The sign-ins of a user that have not ended. $1 tenant, $2 user, $3 now
select id, started_at, expires_at
from engagement.sign_ins
where tenant_id = $1 and user_id = $2 and ended_at is null and expires_at > $3
order by started_at desc, id desc
limit 200
