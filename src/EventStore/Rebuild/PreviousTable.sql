select m.previous_version, m.previous_shape, m.previous_shard, m.previous_position
from engagement.read_models m
where m.table_name = $1 and m.previous_version is not null and to_regclass($2) is not null
