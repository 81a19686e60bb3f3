update engagement.parked_streams p set replay_requested = true
where ($1::varchar is null or p.shard = $1) and ($2::varchar is null or p.tenant_id = $2)
  and ($3::uuid is null or p.stream_id = $3)
