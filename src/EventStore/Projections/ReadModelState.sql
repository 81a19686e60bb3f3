select m.version, m.shape, m.shard from engagement.read_models m where m.table_name = $1
