-- The tenants that have left, for every node: ids of tenants and nothing else. Runs as the owner, who is under the
-- policies too.
create policy fences on engagement.off_boardings for select to current_user using (true);
create function engagement.off_boarded_tenants() returns setof varchar
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select o.tenant_id from engagement.off_boardings o where o.keys_destroyed_at is not null
$$;
revoke execute on function engagement.off_boarded_tenants() from public;
grant execute on function engagement.off_boarded_tenants() to engagement_app;
