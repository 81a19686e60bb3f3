-- Companies of the transaction's tenant by their keys, at most p_rows: those that have one of each of p_some1 to p_some6; null
-- asks for nothing, and null of all finds nothing. p_reach: whose companies; p_in_use: without those that are put away.
-- As search_contacts in all else.
create function engagement.search_companies(
  p_some1 int[], p_some2 int[], p_some3 int[], p_some4 int[], p_some5 int[], p_some6 int[],
  p_reach uuid[], p_in_use boolean, p_rows int)
returns table (id uuid, name text, domain text)
language plpgsql stable security definer rows 100
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set enable_seqscan = off
set enable_indexscan = off
set max_parallel_workers_per_gather = 0
set jit = off
as $$
#variable_conflict use_column
declare
  tenant constant text := engagement.tenant();
begin
  if coalesce(p_some1, p_some2, p_some3, p_some4, p_some5, p_some6) is null then
    return;
  end if;
  return query
  select c.id, c.name, c.domain
  from read.company_search c
  where (p_some1 is null or c.keys && p_some1)
    and (p_some2 is null or c.keys && p_some2)
    and (p_some3 is null or c.keys && p_some3)
    and (p_some4 is null or c.keys && p_some4)
    and (p_some5 is null or c.keys && p_some5)
    and (p_some6 is null or c.keys && p_some6)
    and (c.tenant_id || '') = tenant
    and (p_reach is null or c.owner_id = any (p_reach))
    and (not p_in_use or c.deleted_at is null)
  limit least(coalesce(p_rows, 0), 2000);
end $$;

grant create on schema engagement to engagement_search;
alter function engagement.search_companies(int[], int[], int[], int[], int[], int[], uuid[], boolean, int) owner to engagement_search;
revoke create on schema engagement from engagement_search;
revoke all on function engagement.search_companies(int[], int[], int[], int[], int[], int[], uuid[], boolean, int) from public;
grant execute on function engagement.search_companies(int[], int[], int[], int[], int[], int[], uuid[], boolean, int) to engagement_app;
