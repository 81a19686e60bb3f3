-- What the live table $1 has seen, and whether it is an inline model's, which has no checkpoint.
select coalesce(p.last_seq_id, (select max(e.seq_id) from public.mt_events e), 0), p.last_seq_id is null
from engagement.read_models m
left join public.mt_event_progression p on p.name = m.shard
where m.table_name = $1
