select c.tenant_id, c.user_id, c.password_hash, c.epoch, f.seed as totp_seed
from engagement.credentials c
left join engagement.second_factors f
  on f.tenant_id = c.tenant_id and f.user_id = c.user_id and f.confirmed_at is not null
where c.tenant_id = $1 and c.user_id = $2 and c.disabled_at is null
