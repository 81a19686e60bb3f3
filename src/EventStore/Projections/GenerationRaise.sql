-- The shard's next batch is refused: it then reads its rows again.
update engagement.read_models m set generation = m.generation + 1 where m.table_name = $1
