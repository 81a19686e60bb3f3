delete from engagement.contact_imports where tenant_id = $1 returning 1 as one
