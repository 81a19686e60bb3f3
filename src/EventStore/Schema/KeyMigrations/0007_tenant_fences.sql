-- Tenants that have left: their keys are destroyed, everything personal of theirs reads as erased, nothing is made again.
-- Who makes a key holds lock 7310 of the tenant shared; who destroys one of the tenant's own holds it alone.
create table engagement.tenant_fences (
  tenant_id varchar not null,
  off_boarded_at timestamptz not null default now(),
  constraint tenant_fences_pkey primary key (tenant_id)
);
alter table engagement.tenant_fences enable row level security, force row level security;
create policy tenant on engagement.tenant_fences to engagement_keys
  using (tenant_id = (select engagement.tenant())) with check (tenant_id = (select engagement.tenant()));
grant select, insert on engagement.tenant_fences to engagement_keys;
grant update, delete on engagement.tenant_keys to engagement_keys;
grant delete on engagement.subject_keys to engagement_keys;

-- Sets the fence and destroys the tenant's key in all versions: from the commit on nothing of the tenant's can be read.
-- Refuses, and gives false, while a person of the tenant is under hold.
create function engagement.fence_tenant(p_tenant text) returns boolean language plpgsql as $$
begin
  perform pg_advisory_xact_lock(7311, hashtext(p_tenant));
  perform pg_advisory_xact_lock(7310, hashtext(p_tenant));
  if exists (select from engagement.subject_keys s where s.tenant_id = p_tenant and s.state = 'held') then
    return false;
  end if;
  insert into engagement.tenant_fences (tenant_id) values (p_tenant) on conflict do nothing;
  delete from engagement.tenant_keys t where t.tenant_id = p_tenant;
  return true;
end $$;
