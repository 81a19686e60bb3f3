select * from engagement.contact_imports where tenant_id = $1 and id = $2
