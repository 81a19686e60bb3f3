delete from engagement.contact_import_rows where tenant_id = $1 and contact_id = any ($2)
