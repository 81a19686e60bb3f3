-- One line for each reason why row-level security would not hold for the role that asks.
select format('Role %s is a superuser or bypasses row-level security: connect as a role that does not.', rolname)
from pg_roles
where rolname = current_user and (rolsuper or rolbypassrls)
union all
select format('Role %s owns %s: connect as a role that owns no table of tenants.', current_user, c.oid::regclass)
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
where c.relkind in ('r', 'p') and pg_has_role(current_user, c.relowner, 'usage')
  and c.relnamespace::regnamespace::text in ('public', 'engagement', 'read')
  and not exists (select from pg_roles r where r.rolname = current_user and r.rolsuper)
union all
select format('Table %s has tenant_id but %s: run select engagement.protect(%L) as its owner.', t.name, t.lack, t.name)
from (
  select c.oid::regclass::text as name,
    case
      when not c.relrowsecurity then 'row-level security is off'
      when not c.relforcerowsecurity then 'row-level security is not forced on its owner'
      when not exists (
        select from pg_policies p
        where p.schemaname = c.relnamespace::regnamespace::text and p.tablename = c.relname
          and p.roles && array[current_user, 'public']::name[] and p.cmd = 'ALL'
          and p.qual like '%engagement.tenant()%' and p.with_check like '%engagement.tenant()%')
        then format('no policy holds %s to its tenant', current_user)
      when exists (
        select from pg_policies p
        where p.schemaname = c.relnamespace::regnamespace::text and p.tablename = c.relname
          and p.roles && array[current_user, 'public']::name[] and p.permissive = 'PERMISSIVE'
          and not (coalesce(p.qual, p.with_check) like '%engagement.tenant()%'
            and coalesce(p.with_check, p.qual) like '%engagement.tenant()%'))
        then format('a second policy lets %s see more', current_user)
    end as lack
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
  where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text in ('public', 'engagement', 'read')) t
where t.lack is not null
order by 1
