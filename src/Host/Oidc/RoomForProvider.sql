-- Refuses when tenant $1 has as many providers as it may ($2).
select engagement.refuse('too-many-providers')
where (select count(*) from engagement.identity_providers where tenant_id = $1) >= $2
