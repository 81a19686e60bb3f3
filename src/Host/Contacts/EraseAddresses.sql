delete from engagement.contact_addresses where tenant_id = $1 and (contact_id = any ($2) or $2 is null) returning contact_id
