-- Gives one import that nobody works on to runner $1 for $2 seconds; none of a tenant of whom $3 are being worked on.
with free as (
  select i.tenant_id, i.id
  from engagement.contact_imports i
  where i.status in ('checking', 'importing', 'undoing') and (i.runner_until is null or i.runner_until < now())
    and (
      select count(*) from engagement.contact_imports busy
      where busy.tenant_id = i.tenant_id and busy.status in ('checking', 'importing', 'undoing') and busy.runner_until >= now()) < $3
  order by i.created_at
  limit 1
  for update skip locked)
update engagement.contact_imports i
set runner = $1, runner_until = now() + $2 * interval '1 second'
from free
where i.tenant_id = free.tenant_id and i.id = free.id
returning i.tenant_id, i.id
