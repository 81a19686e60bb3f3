delete from engagement.contact_import_seen where tenant_id = $1 and import_id = $2
