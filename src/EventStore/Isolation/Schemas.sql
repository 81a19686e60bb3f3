-- Where the role $1 may make things of its own, which others would then meet by name.
select format('schema %I', n.nspname) as place
from pg_namespace n
where n.nspname !~ '^pg_(toast|temp)'
  and (has_schema_privilege($1::name, n.oid, 'create') or pg_has_role($1::name, n.nspowner, 'member'))
union all
select format('database %I', current_database())
where has_database_privilege($1::name, current_database(), 'create')
order by 1
