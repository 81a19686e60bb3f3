-- Tenants with contacts whom nobody follows yet, from the first event on: found by hopping through the index, tenant by tenant.
with recursive tenants as (
  (select tenant_id from read.contact_search order by tenant_id limit 1)
  union all
  select (select c.tenant_id from read.contact_search c where c.tenant_id > t.tenant_id order by c.tenant_id limit 1)
  from tenants t
  where t.tenant_id is not null)
insert into engagement.duplicate_work (tenant_id, position)
select t.tenant_id, 0
from tenants t
where t.tenant_id is not null and not exists (select from engagement.duplicate_work w where w.tenant_id = t.tenant_id)
on conflict do nothing
