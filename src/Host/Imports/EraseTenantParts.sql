delete from engagement.contact_import_parts where tenant_id = $1 returning 1 as one
