-- Every relation that could show rows of tenants, as the role $1 meets it. An extension's own are not ours to judge.
select
  format('%I.%I', n.nspname, c.relname) as name,
  c.relkind::text as kind,
  exists (
    select from pg_attribute a
    where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) as has_tenant,
  c.relrowsecurity as row_security,
  c.relforcerowsecurity as forced,
  pg_has_role($1::name, c.relowner, 'member') as is_owned,
  has_table_privilege($1::name, c.oid, 'select, insert, update, delete, truncate, references, trigger')
    or has_any_column_privilege($1::name, c.oid, 'select, insert, update, references') as is_open,
  coalesce((
    select o.option_value::boolean from pg_options_to_table(c.reloptions) o
    where o.option_name = 'security_invoker'), false) as runs_as_invoker,
  array(
    select w.rulename::text from pg_rewrite w
    where w.ev_class = c.oid and w.rulename <> '_RETURN' order by 1) as rules
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'f')
  and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
  and (n.nspname in ('public', 'engagement', 'read') or has_schema_privilege($1::name, n.oid, 'usage'))
  and not exists (
    select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
order by 1
