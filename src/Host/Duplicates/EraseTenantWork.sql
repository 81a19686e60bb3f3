delete from engagement.duplicate_work where tenant_id = $1 returning 1 as one
