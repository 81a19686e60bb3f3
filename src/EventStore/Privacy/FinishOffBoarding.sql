with streams as (
  delete from engagement.subject_streams s where s.tenant_id = $1
), letters as (
  delete from engagement.dead_letters d where d.tenant_id = $1
), parked as (
  delete from engagement.parked_streams p where p.tenant_id = $1
)
update engagement.off_boardings o set purged_at = now()
where o.tenant_id = $1 and o.keys_destroyed_at is not null and o.purged_at is null
