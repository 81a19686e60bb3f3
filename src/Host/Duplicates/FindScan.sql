select id, status, started_at, total, done, found, ended_at from engagement.duplicate_scans where tenant_id = $1 and id = $2
