-- Whatever is parked for the shards $1 and $2 of tenant $3.
with letters as (
  delete from engagement.dead_letters d where d.shard in ($1, $2) and d.tenant_id = $3
)
delete from engagement.parked_streams p where p.shard in ($1, $2) and p.tenant_id = $3
