select id, status = 'uploading' as is_upload from engagement.contact_imports where tenant_id = $1 and file_key is not null
