-- How many events the slowest of the shards in $1 is behind, of those that have moved in the last half minute: for what stands
-- still, or has no node that runs it, nobody need wait.
select coalesce(max(log.last - c.position), 0)
from engagement.checkpoints c
cross join (select coalesce(max(e.seq_id), 0) as last from public.mt_events e) log
where c.shard = any ($1) and c.moved_at > clock_timestamp() - interval '30 s'
