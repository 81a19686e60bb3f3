select tenant_id, id from engagement.contact_imports where file_until < $1 and status = 'checked' limit 100
