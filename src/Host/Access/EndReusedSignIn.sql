-- A token that was used before is in two hands, and we cannot tell which is the thief's: both lose the sign-in.
update engagement.sign_ins s
set ended_at = $4
from engagement.refresh_tokens t
where t.tenant_id = $1 and t.id = $2 and t.secret_hash = $3 and t.used_at is not null
  and s.tenant_id = t.tenant_id and s.id = t.sign_in_id and s.ended_at is null
returning s.id, s.user_id
