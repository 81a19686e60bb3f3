-- What the role $1 may do past policies, by itself or as another role that it can become.
select r.rolname::text as name, p.power, r.rolname = $1::name and (r.rolsuper or r.rolbypassrls) as is_above
from pg_roles r
cross join lateral (values
  (r.rolsuper or r.rolbypassrls, 'is a superuser or bypasses row-level security'),
  (r.rolcreaterole, 'may give itself other roles (createrole)'),
  (r.rolreplication, 'may read every change of the server (replication)'),
  (r.rolname in ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program'),
    'reaches the server''s files')) as p (has, power)
where p.has and pg_has_role($1::name, r.oid, 'member')
order by r.rolname <> $1::name, r.rolname, p.power
