-- Starts a sign-in. It has ended at once when the user was disabled, or what they sign in with or may do was changed, since
-- their credential was read ($9): who changes that either waits for the lock taken here and then ends the sign-in too, or
-- was first and is seen.
with account as (
  select user_id from engagement.credentials
  where tenant_id = $1 and user_id = $3 and epoch = $9 and disabled_at is null
  for share
), sign_in as (
  insert into engagement.sign_ins (tenant_id, id, user_id, started_at, expires_at, ended_at)
  values ($1, $2, $3, $4, $5, case when not exists (select from account) then $4 end)
  returning tenant_id, id
)
insert into engagement.refresh_tokens (tenant_id, id, sign_in_id, secret_hash, expires_at)
select tenant_id, $6, id, $7, $8 from sign_in
