-- Once for each erasure, in the transaction that says so.
with destroyed as (
  update engagement.erasures e set key_destroyed_at = now()
  where e.tenant_id = $1 and e.subject = $2 and e.key_destroyed_at is null
  returning e.subject
)
select engagement.advance_erasure_epoch() from destroyed
