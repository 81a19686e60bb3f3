update engagement.duplicate_scans set status = 'completed', ended_at = $3 where tenant_id = $1 and id = $2 and status = 'running'
