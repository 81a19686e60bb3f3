delete from engagement.duplicate_pairs where tenant_id = $1 and (first_id = any ($2) or second_id = any ($2))
