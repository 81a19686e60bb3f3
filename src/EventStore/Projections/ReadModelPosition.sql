select p.last_seq_id, m.generation
from engagement.read_models m
join public.mt_event_progression p on p.name = m.shard
where m.table_name = $1 and m.shard = $2
