select n, contact_id from engagement.bulk_change_items
where tenant_id = $1 and change_id = $2 and n > $3 and result is null
order by n
limit $4
