-- Destroys the versions of a tenant's key that wrap nothing any more; gives whether only the newest is left.
create function engagement.retire_tenant_keys(p_tenant text) returns boolean language plpgsql as $$
begin
  perform pg_advisory_xact_lock(7310, hashtext(p_tenant));
  delete from engagement.tenant_keys t
  where t.tenant_id = p_tenant
    and t.version < (select max(n.version) from engagement.tenant_keys n where n.tenant_id = p_tenant)
    and not exists (
      select from engagement.subject_keys s
      where s.tenant_id = p_tenant and s.tenant_key_version = t.version and s.wrapped is not null);
  return (select count(*) from engagement.tenant_keys t where t.tenant_id = p_tenant) <= 1;
end $$;

-- Which tenants have a key under another master key than the current one. The keys' role sees one tenant at a time, and a
-- rotation is about all of them: this tells names and nothing else. It runs as the owner, who is under the policies too.
create policy rotation on engagement.tenant_keys for select to current_user using (true);
create function engagement.tenants_under_other_masters(p_current text, p_after text, p_many int)
returns table (tenant_id varchar)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select distinct t.tenant_id from engagement.tenant_keys t
  where t.master_id <> p_current and t.tenant_id > p_after
  order by t.tenant_id
  limit p_many
$$;
revoke execute on function engagement.tenants_under_other_masters(text, text, int) from public;
grant execute on function engagement.tenants_under_other_masters(text, text, int) to engagement_keys;
