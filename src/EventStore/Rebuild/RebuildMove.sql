update engagement.read_models m set rebuild_done = $2, rebuild_total = $3 where m.table_name = $1
