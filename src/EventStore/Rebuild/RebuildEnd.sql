delete from engagement.rebuilds r where r.table_name = $1 and r.scope = $2
