update engagement.contact_imports set file_key = $4 where tenant_id = $1 and id = $2 and file_key = $3
