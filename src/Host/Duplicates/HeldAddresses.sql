select hash, contact_id from engagement.contact_addresses where tenant_id = $1 and contact_id = any ($2)
