update engagement.contact_imports set file_key = null, file_until = null where tenant_id = $1 and id = $2
