with letters as (
  delete from engagement.dead_letters d where d.shard = $1 and d.tenant_id = $2 and d.stream_id = any ($3)
)
delete from engagement.parked_streams p where p.shard = $1 and p.tenant_id = $2 and p.stream_id = any ($3)
