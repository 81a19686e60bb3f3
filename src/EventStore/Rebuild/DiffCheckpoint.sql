-- What the live table $1 has seen, and whether it is an inline model's, which has no checkpoint.
select coalesce(c.position, (select max(e.seq_id) from public.mt_events e), 0), c.position is null
from engagement.read_models m
cross join lateral (select engagement.position_of(m.shard) as position) c
where m.table_name = $1
