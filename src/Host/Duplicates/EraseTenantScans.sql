delete from engagement.duplicate_scans where tenant_id = $1 returning 1 as one
