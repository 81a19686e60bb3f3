-- Whether an id that one tenant asked for is a stream of another: nobody can guess one, so somebody who asks has it from
-- there. It tells yes or no, and the program writes it down and still answers that there is no such thing. The tenants are
-- stepped through by the primary key, for there is no index by id alone. Its owner passes the policies as a member of the
-- daemon's role, as the append functions do.
create function engagement.is_stream_of_another_tenant(wanted uuid, own varchar) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with recursive tenants as (
    (select s.tenant_id from public.mt_streams s order by s.tenant_id limit 1)
    union all
    select (select s.tenant_id from public.mt_streams s where s.tenant_id > t.tenant_id order by s.tenant_id limit 1)
    from tenants t where t.tenant_id is not null
  )
  select exists (
    select from tenants t
    cross join lateral (select from public.mt_streams s where s.tenant_id = t.tenant_id and s.id = wanted limit 1) found
    where t.tenant_id is not null and t.tenant_id <> own)
$$;

revoke all on function engagement.is_stream_of_another_tenant(uuid, varchar) from public;
grant execute on function engagement.is_stream_of_another_tenant(uuid, varchar) to engagement_app;
