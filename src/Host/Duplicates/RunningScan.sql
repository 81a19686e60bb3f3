select id, last_id from engagement.duplicate_scans where tenant_id = $1 and status = 'running'
