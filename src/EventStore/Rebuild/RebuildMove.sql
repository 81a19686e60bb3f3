update engagement.rebuilds r set position = $3, seen = $3, goal = $4 where r.table_name = $1 and r.scope = $2
