-- The row lock of the update makes concurrent uses queue; all but the first then find used_at set.
with used as (
  update engagement.refresh_tokens t
  set used_at = $6
  from engagement.sign_ins s
  join engagement.credentials c on c.tenant_id = s.tenant_id and c.user_id = s.user_id
  where t.tenant_id = $1 and t.id = $2 and t.secret_hash = $3 and t.used_at is null and t.expires_at > $6
    and s.tenant_id = t.tenant_id and s.id = t.sign_in_id and s.ended_at is null and s.expires_at > $6
    and c.disabled_at is null
  returning t.sign_in_id, s.user_id, c.epoch
), next as (
  insert into engagement.refresh_tokens (tenant_id, id, sign_in_id, secret_hash, expires_at)
  select $1, $4, sign_in_id, $5, $7 from used
)
select sign_in_id, user_id, epoch from used
