-- All contacts are chosen: $3.
update engagement.bulk_changes set contacts = $3 where tenant_id = $1 and id = $2 and status = 'previewed' returning id
