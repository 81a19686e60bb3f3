-- The roles of an installation; run once per server by its superuser, harmless to repeat.
-- Embedded PostgreSQL runs it by itself; docker-compose.yml and docs/configuration.md run the same file.
do $$
declare
  role_name text;
begin
  foreach role_name in array array['engagement_owner', 'engagement_app', 'engagement_daemon', 'engagement_keys'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I login nosuperuser nobypassrls nocreatedb nocreaterole', role_name);
    end if;
  end loop;
end
$$;

-- A request that hangs must not hold locks: limits stand at the role, because nothing is ever set on a session.
alter role engagement_app set statement_timeout = '30s';
alter role engagement_app set lock_timeout = '10s';
alter role engagement_app set idle_in_transaction_session_timeout = '15s';
alter role engagement_keys set statement_timeout = '10s';
alter role engagement_keys set idle_in_transaction_session_timeout = '15s';
