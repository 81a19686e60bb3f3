-- Gives one bulk change that nobody works on to runner $1 for $2 seconds; none of a tenant of whom $3 are being worked on.
with free as (
  select b.tenant_id, b.id
  from engagement.bulk_changes b
  where b.status in ('running', 'undoing') and (b.runner_until is null or b.runner_until < now())
    and (
      select count(*) from engagement.bulk_changes busy
      where busy.tenant_id = b.tenant_id and busy.status in ('running', 'undoing') and busy.runner_until >= now()) < $3
  order by b.created_at
  limit 1
  for update skip locked)
update engagement.bulk_changes b
set runner = $1, runner_until = now() + $2 * interval '1 second'
from free
where b.tenant_id = free.tenant_id and b.id = free.id
returning b.tenant_id, b.id
