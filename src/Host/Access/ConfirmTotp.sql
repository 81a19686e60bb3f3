-- Turns the factor with seed $3 of user $2 on with its first code, of step $5, which is used with it, and keeps the hashes $6 of
-- recovery codes. Refuses when it is not there to be confirmed: of concurrent confirmations one alone has codes to show.
with confirmed as (
  update engagement.second_factors
  set confirmed_at = $4, last_step = $5
  where tenant_id = $1 and user_id = $2 and seed = $3 and confirmed_at is null
  returning tenant_id, user_id
), codes as (
  insert into engagement.recovery_codes (tenant_id, user_id, code_hash)
  select tenant_id, user_id, code from confirmed, unnest($6::bytea[]) code
)
select engagement.refuse('invalid-totp') where not exists (select from confirmed)
