-- Once for each tenant: raises the epoch, and with the commit tells all nodes.
with destroyed as (
  update engagement.off_boardings o set keys_destroyed_at = now()
  where o.tenant_id = $1 and o.keys_destroyed_at is null
  returning o.tenant_id
)
select engagement.advance_erasure_epoch(), pg_notify('engagement_erased', '') from destroyed
