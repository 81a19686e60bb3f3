-- From now on the table holds this version of the read model.
insert into engagement.read_models (table_name, name, version, shard, shape)
values ($1, $2, $3, $4, $5)
on conflict (table_name) do update
set name = excluded.name, version = excluded.version, shard = excluded.shard, shape = excluded.shape, built_at = now(),
  generation = engagement.read_models.generation + 1
