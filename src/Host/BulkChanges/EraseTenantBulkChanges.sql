delete from engagement.bulk_changes where tenant_id = $1 returning 1 as one
