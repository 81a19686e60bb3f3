-- Refuses when one of the people $2 of tenant $1 is erased, or is just being.
select engagement.refuse('subject-erased')
where exists (select from engagement.erasures where tenant_id = $1 and subject = any ($2))
