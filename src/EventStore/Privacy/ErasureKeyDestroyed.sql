-- Once for each erasure: raises the epoch, and with the commit tells all nodes.
with destroyed as (
  update engagement.erasures e set key_destroyed_at = now()
  where e.tenant_id = $1 and e.subject = $2 and e.key_destroyed_at is null
  returning e.subject
)
select engagement.advance_erasure_epoch(), pg_notify('engagement_erased', '') from destroyed
