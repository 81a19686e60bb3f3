-- Whether an access token still stands: its user enabled, nothing changed for them since ($4), its sign-in not ended.
select c.user_id
from engagement.credentials c
join engagement.sign_ins s on s.tenant_id = c.tenant_id and s.user_id = c.user_id
where c.tenant_id = $1 and c.user_id = $2 and c.disabled_at is null and c.epoch = $4
  and s.id = $3 and s.ended_at is null and s.expires_at > $5
