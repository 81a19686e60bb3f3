select tenant_id, id, file_key from engagement.contact_imports where file_key is not null
