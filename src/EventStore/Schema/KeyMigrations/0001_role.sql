-- Roles belong to the whole cluster; see the same step of the main database.
do $$
declare
  attempt int := 0;
begin
  loop
    attempt := attempt + 1;
    begin
      if not exists (select from pg_roles where rolname = 'engagement_keys') then
        create role engagement_keys login nosuperuser nobypassrls nocreatedb nocreaterole;
      end if;
      exit;
    exception
      when duplicate_object or unique_violation or internal_error then
        if attempt = 50 then
          raise;
        end if;
        perform pg_sleep(0.05);
    end;
  end loop;
  execute format('alter role engagement_keys in database %I set statement_timeout = ''10s''', current_database());
  execute format('alter role engagement_keys in database %I set lock_timeout = ''5s''', current_database());
  execute format('alter role engagement_keys in database %I set idle_in_transaction_session_timeout = ''15s''', current_database());
end $$;
revoke create on schema public from public;
grant usage on schema engagement to engagement_keys;
grant select on engagement.migrations to engagement_keys;
