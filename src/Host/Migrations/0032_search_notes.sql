-- Contacts of the transaction's tenant by the keys of their notes, at most p_rows: one of each of p_some1 to p_some6 in one
-- note. No more than 5,000 notes are looked at. Otherwise as engagement.search_contacts.
create function engagement.search_notes(
  p_some1 int[], p_some2 int[], p_some3 int[], p_some4 int[], p_some5 int[], p_some6 int[],
  p_reach uuid[], p_created_from timestamptz, p_created_before timestamptz, p_rows int)
returns table (id uuid, note text)
language plpgsql stable security definer rows 200
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set max_parallel_workers_per_gather = 0
set jit = off
set work_mem = '32MB'
as $$
#variable_conflict use_column
declare
  tenant constant text := engagement.tenant();
begin
  if coalesce(p_some1, p_some2, p_some3, p_some4, p_some5, p_some6) is null then
    return;
  end if;
  return query
  select c.id, n.body
  from (
    select n.contact_id, n.body
    from read.note_search n
    where (p_some1 is null or n.keys && p_some1)
      and (p_some2 is null or n.keys && p_some2)
      and (p_some3 is null or n.keys && p_some3)
      and (p_some4 is null or n.keys && p_some4)
      and (p_some5 is null or n.keys && p_some5)
      and (p_some6 is null or n.keys && p_some6)
      and (n.tenant_id || '') = tenant
    limit 5000) n
  join read.contact_search c on c.tenant_id = tenant and c.id = n.contact_id
  where c.deleted_at is null
    and (p_reach is null or c.owner_id = any (p_reach))
    and (p_created_from is null or c.created_at >= p_created_from)
    and (p_created_before is null or c.created_at < p_created_before)
  limit least(coalesce(p_rows, 0), 2000);
end $$;

grant create on schema engagement to engagement_search;
alter function engagement.search_notes(
  int[], int[], int[], int[], int[], int[], uuid[], timestamptz, timestamptz, int) owner to engagement_search;
revoke create on schema engagement from engagement_search;
revoke all on function engagement.search_notes(
  int[], int[], int[], int[], int[], int[], uuid[], timestamptz, timestamptz, int) from public;
grant execute on function engagement.search_notes(
  int[], int[], int[], int[], int[], int[], uuid[], timestamptz, timestamptz, int) to engagement_app;
