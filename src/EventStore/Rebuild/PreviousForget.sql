update engagement.read_models m
set previous_version = null, previous_shape = null, previous_shard = null, previous_position = null
where m.table_name = $1
