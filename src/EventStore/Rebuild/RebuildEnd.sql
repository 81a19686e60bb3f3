update engagement.read_models m set rebuild_done = null, rebuild_total = null, rebuild_started_at = null where m.table_name = $1
