select c.position, m.generation
from engagement.read_models m
cross join lateral (select c.position from engagement.checkpoints c where c.shard = m.shard order by c.position desc limit 1) c
where m.table_name = $1 and m.shard = $2
