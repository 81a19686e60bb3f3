-- What the table is that was live until now, and what it has seen.
update engagement.read_models m
set previous_version = $2, previous_shape = $3, previous_shard = $4, previous_position = $5
where m.table_name = $1
