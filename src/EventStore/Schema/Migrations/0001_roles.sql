-- Roles belong to the whole cluster, and several databases may be migrated at the same moment: whoever comes second
-- finds the role there or its catalogue row locked, and looks again.
do $$
declare
  wanted text;
  attempt int := 0;
begin
  loop
    attempt := attempt + 1;
    begin
      foreach wanted in array array['engagement_app', 'engagement_daemon'] loop
        if not exists (select from pg_roles where rolname = wanted) then
          execute format('create role %I login nosuperuser nobypassrls nocreatedb nocreaterole', wanted);
        end if;
        if not pg_has_role(current_user, wanted, 'member') then
          execute format('grant %I to current_user', wanted);
        end if;
      end loop;
      exit;
    exception
      when duplicate_object or unique_violation or internal_error then
        if attempt = 50 then
          raise;
        end if;
        perform pg_sleep(0.05);
    end;
  end loop;
end $$;
