-- Contacts $2 and $3 have become one.
update engagement.duplicate_pairs set state = 'merged' where tenant_id = $1 and first_id = $2 and second_id = $3
