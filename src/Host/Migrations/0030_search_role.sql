-- Owns the functions of search and nothing else; nobody connects as it. The tables of search let it read the rows of all
-- tenants, because PostgreSQL uses a GIN index for no one who has a policy to obey; so every function of it names the tenant
-- of its transaction itself. Roles are the whole cluster's: several databases may be migrated at the same moment (see the
-- store's first step).
do $$
declare
  attempt int := 0;
begin
  loop
    attempt := attempt + 1;
    begin
      if not exists (select from pg_roles where rolname = 'engagement_search') then
        create role engagement_search nologin nosuperuser nobypassrls nocreatedb nocreaterole;
      end if;
      -- Also where whoever made a role is a member of it already, but may not become it (PostgreSQL 16).
      grant engagement_search to current_user;
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

grant usage on schema read, engagement to engagement_search;
