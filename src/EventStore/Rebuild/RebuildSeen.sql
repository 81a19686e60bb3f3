-- For those who watch: folded in memory, not yet written.
update engagement.rebuilds r set seen = $3, goal = $4 where r.table_name = $1 and r.scope = $2
