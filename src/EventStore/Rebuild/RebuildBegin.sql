update engagement.read_models m set rebuild_done = 0, rebuild_total = $2, rebuild_started_at = now() where m.table_name = $1
