-- Nothing when another node took the number. The update does not see the row that is being added.
with added as (
  insert into engagement.signing_keys (kid, number, master_key_id, wrapped, created_at)
  values ($1, $2, $3, $4, $5)
  on conflict do nothing
  returning kid
), revoked as (
  update engagement.signing_keys set revoked_at = $5
  where $6 and revoked_at is null and exists (select from added)
)
select count(*) from added
