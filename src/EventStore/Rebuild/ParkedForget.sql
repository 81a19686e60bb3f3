with letters as (
  delete from engagement.dead_letters d where d.shard = $1
)
delete from engagement.parked_streams p where p.shard = $1
