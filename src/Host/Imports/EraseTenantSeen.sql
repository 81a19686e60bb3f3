delete from engagement.contact_import_seen where tenant_id = $1 returning 1 as one
