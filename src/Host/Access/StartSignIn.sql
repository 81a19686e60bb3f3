with sign_in as (
  insert into engagement.sign_ins (tenant_id, id, user_id, started_at, expires_at)
  values ($1, $2, $3, $4, $5)
  returning tenant_id, id
)
insert into engagement.refresh_tokens (tenant_id, id, sign_in_id, secret_hash, expires_at)
select tenant_id, $6, id, $7, $8 from sign_in
