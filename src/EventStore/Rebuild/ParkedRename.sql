with letters as (
  update engagement.dead_letters d set shard = $2 where d.shard = $1
)
update engagement.parked_streams p set shard = $2 where p.shard = $1
