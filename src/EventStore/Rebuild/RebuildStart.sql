-- Begins with nothing. Gives when, by the database's clock.
insert into engagement.rebuilds (table_name, scope, version, shape) values ($1, $2, $3, $4)
on conflict (table_name, scope) do update
set version = excluded.version, shape = excluded.shape, position = 0, seen = 0, goal = 0, began_at = now(), resumed_at = now(),
  resumed_from = 0
returning 0::bigint, began_at
