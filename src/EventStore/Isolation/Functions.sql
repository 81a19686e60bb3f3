-- Functions that run as their owner, or that may be asked about rows before policies are. An extension's own are not ours.
select
  p.oid::regprocedure::text as signature,
  p.prosecdef as runs_as_owner,
  p.proleakproof as leakproof,
  pg_has_role($1::name, p.proowner, 'member') as is_owned,
  o.rolsuper or o.rolbypassrls as owner_is_above,
  has_function_privilege('public', p.oid, 'execute') as is_everybodys,
  coalesce((
    select substr(s.setting, length('search_path=') + 1) from unnest(p.proconfig) as s (setting)
    where s.setting like 'search_path=%'), '') as search_path
from pg_proc p
join pg_namespace n on n.oid = p.pronamespace
join pg_roles o on o.oid = p.proowner
where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
  and (p.prosecdef or p.proleakproof or pg_has_role($1::name, p.proowner, 'member'))
  and not exists (
    select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
order by 1
