-- Gives a turn to runner $1 for $2 seconds: of a tenant with contacts that changed, or with a scan, whom nobody works for.
with free as (
  select w.tenant_id
  from engagement.duplicate_work w
  where (w.runner_until is null or w.runner_until < now())
    and (
      exists (select from read.contact_search c where c.tenant_id = w.tenant_id and c.as_of > w.position)
      or exists (select from engagement.duplicate_scans s where s.tenant_id = w.tenant_id and s.status = 'running'))
  order by w.turn_at nulls first
  limit 1
  for update skip locked)
update engagement.duplicate_work w
set runner = $1, runner_until = now() + $2 * interval '1 second', turn_at = clock_timestamp()
from free
where w.tenant_id = free.tenant_id
returning w.tenant_id, w.position
