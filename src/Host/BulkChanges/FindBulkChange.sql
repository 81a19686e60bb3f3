select * from engagement.bulk_changes where tenant_id = $1 and id = $2
