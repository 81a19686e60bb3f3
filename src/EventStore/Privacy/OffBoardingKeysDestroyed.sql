-- Once for each tenant, in the transaction that says so.
with destroyed as (
  update engagement.off_boardings o set keys_destroyed_at = now()
  where o.tenant_id = $1 and o.keys_destroyed_at is null
  returning o.tenant_id
)
select engagement.advance_erasure_epoch() from destroyed
