delete from engagement.duplicate_pairs where tenant_id = $1 returning 1 as one
