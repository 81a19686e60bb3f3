select content from engagement.contact_import_parts where tenant_id = $1 and import_id = $2 and part = $3
