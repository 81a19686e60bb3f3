-- Refuses when nobody but $2 is an active admin of tenant $1.
select engagement.refuse('last-admin')
where not exists (
  select from read.user_card where tenant_id = $1 and id <> $2 and status = 'Active' and roles ? 'Admin')
