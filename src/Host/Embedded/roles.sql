-- The roles of an installation; run once per server by its superuser, harmless to repeat. Set passwords afterwards.
-- The private PostgreSQL of Development runs it by itself; ops/compose and docs/configuration.md use the same file.
do $$
declare
  role_name text;
begin
  if not exists (select from pg_roles where rolname = 'engagement_owner') then
    create role engagement_owner login nosuperuser nobypassrls createrole;
  end if;
  foreach role_name in array array['engagement_app', 'engagement_daemon', 'engagement_keys'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I login nosuperuser nobypassrls nocreatedb nocreaterole', role_name);
    end if;
    -- The owner's migrations set the roles' limits and hand schema read to the daemon.
    execute format('grant %I to engagement_owner with admin option', role_name);
  end loop;
end
$$;
