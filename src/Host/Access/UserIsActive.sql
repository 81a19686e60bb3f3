-- Refuses when tenant $1 has no active user $2.
select engagement.refuse('unknown-user')
where not exists (select from read.user_card where tenant_id = $1 and id = $2 and status = 'Active')
