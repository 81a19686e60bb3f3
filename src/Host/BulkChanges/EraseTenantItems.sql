delete from engagement.bulk_change_items where tenant_id = $1 returning 1 as one
