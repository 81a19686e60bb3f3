-- What the rebuild could not process replaces what was parked for the shards $1 and $2; with a tenant in $3, of that one only.
with old_letters as (
  delete from engagement.dead_letters d where d.shard in ($1, $2) and (d.tenant_id = $3::varchar or $3::varchar is null)
)
delete from engagement.parked_streams p where p.shard in ($1, $2) and (p.tenant_id = $3::varchar or $3::varchar is null)
