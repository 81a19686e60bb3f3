-- Ids of contacts of the transaction's tenant by their keys, at most p_rows: those that have every key of p_all and one of each
-- of p_some1 to p_some6; null asks for nothing, and null of all finds nothing. Tells a list whether few can match. Whoever
-- asks compares owners and values in what is found. As search_contacts in all else.
create function engagement.contacts_by_keys(
  p_all int[], p_some1 int[], p_some2 int[], p_some3 int[], p_some4 int[], p_some5 int[], p_some6 int[], p_rows int)
returns table (id uuid)
language plpgsql stable security definer rows 200
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set enable_seqscan = off
set enable_indexscan = off
set max_parallel_workers_per_gather = 0
set jit = off
set work_mem = '32MB'
as $$
#variable_conflict use_column
declare
  tenant constant text := engagement.tenant();
begin
  if coalesce(p_all, p_some1, p_some2, p_some3, p_some4, p_some5, p_some6) is null then
    return;
  end if;
  return query
  select c.id
  from read.contact_search c
  where (p_all is null or c.keys @> p_all)
    and (p_some1 is null or c.keys && p_some1)
    and (p_some2 is null or c.keys && p_some2)
    and (p_some3 is null or c.keys && p_some3)
    and (p_some4 is null or c.keys && p_some4)
    and (p_some5 is null or c.keys && p_some5)
    and (p_some6 is null or c.keys && p_some6)
    and (c.tenant_id || '') = tenant
  limit least(coalesce(p_rows, 0), 5001);
end $$;

grant create on schema engagement to engagement_search;
alter function engagement.contacts_by_keys(int[], int[], int[], int[], int[], int[], int[], int) owner to engagement_search;
revoke create on schema engagement from engagement_search;
revoke all on function engagement.contacts_by_keys(int[], int[], int[], int[], int[], int[], int[], int) from public;
grant execute on function engagement.contacts_by_keys(int[], int[], int[], int[], int[], int[], int[], int) to engagement_app;
