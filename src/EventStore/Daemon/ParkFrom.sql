-- The stream's events below $4 are processed.
update engagement.parked_streams p set from_sequence = $4
where p.shard = $1 and p.tenant_id = $2 and p.stream_id = $3
