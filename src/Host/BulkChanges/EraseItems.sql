delete from engagement.bulk_change_items where tenant_id = $1 and contact_id = any ($2)
