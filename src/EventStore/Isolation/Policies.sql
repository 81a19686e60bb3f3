-- Every policy, whether it is one for the role $1, and its expressions as PostgreSQL writes them.
select
  format('%I.%I', n.nspname, c.relname) as relation,
  p.polname::text as name,
  case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end
    as command,
  p.polpermissive as permissive,
  array(
    select coalesce(r.rolname::text, 'public') from unnest(p.polroles) as given (id)
    left join pg_roles r on r.oid = given.id order by 1) as roles,
  exists (
    select from unnest(p.polroles) as given (id)
    where case when given.id = 0 then true else pg_has_role($1::name, given.id, 'member') end) as applies,
  pg_get_expr(p.polqual, p.polrelid) as using_expression,
  pg_get_expr(p.polwithcheck, p.polrelid) as check_expression
from pg_policy p
join pg_class c on c.oid = p.polrelid
join pg_namespace n on n.oid = c.relnamespace
order by 1, 2
