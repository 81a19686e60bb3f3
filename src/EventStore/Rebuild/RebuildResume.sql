-- Goes on where one of the same version and shape was broken off, if its shadow $5 is still there.
update engagement.rebuilds r
set resumed_at = now(), resumed_from = r.position, seen = r.position
where r.table_name = $1 and r.scope = $2 and r.version = $3 and r.shape = $4 and r.position > 0 and to_regclass($5) is not null
returning r.position, r.began_at
