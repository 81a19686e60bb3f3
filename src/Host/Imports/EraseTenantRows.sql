delete from engagement.contact_import_rows where tenant_id = $1 returning 1 as one
