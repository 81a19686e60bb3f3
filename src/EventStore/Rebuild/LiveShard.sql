-- The shard that keeps a table now.
select m.shard, m.version, m.shape from engagement.read_models m where m.table_name = $1 for update
