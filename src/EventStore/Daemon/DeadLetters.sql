select d.shard, d.tenant_id, d.stream_id, d.event_type, d.fault, d.attempts, d.failed_at, p.replay_requested
from engagement.dead_letters d
join engagement.parked_streams p on (p.tenant_id, p.shard, p.stream_id) = (d.tenant_id, d.shard, d.stream_id)
where d.shard not like '%/previous'
order by d.failed_at desc
limit 1000
