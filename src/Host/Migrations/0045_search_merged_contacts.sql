-- As before (0031, 0032), and: contacts say what those were called that were merged into them, and notes of a contact that was
-- merged into another are the survivor's. Who is merged has a deleted_at in read.contact_search as who is put away has.
drop function engagement.search_contacts(
  int[], int[], int[], int[], int[], int[], int[], int[], uuid[], timestamptz, timestamptz, int);

create function engagement.search_contacts(
  p_all int[], p_owned int[],
  p_some1 int[], p_some2 int[], p_some3 int[], p_some4 int[], p_some5 int[], p_some6 int[],
  p_reach uuid[], p_created_from timestamptz, p_created_before timestamptz, p_rows int)
returns table (
  id uuid, owner_id uuid, first_name text, last_name text, title text, phones jsonb, emails jsonb, time_zone text, tags jsonb,
  fields jsonb, clear_fields jsonb, stage text, company_id uuid, company_name text, created_at timestamptz, changed_at timestamptz,
  deleted_at timestamptz, other_names jsonb, keys int[])
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
  if coalesce(p_all, p_owned, p_some1, p_some2, p_some3, p_some4, p_some5, p_some6) is null then
    return;
  end if;
  return query
  select c.id, c.owner_id, c.first_name, c.last_name, c.title, c.phones, c.emails, c.time_zone, c.tags,
    c.fields, c.clear_fields, c.stage, c.company_id, c.company_name, c.created_at, c.changed_at, c.deleted_at, c.other_names, null::int[]
  from read.contact_search c
  where (p_all is null or c.keys @> p_all)
    and (p_owned is null or c.keys && p_owned)
    and (p_some1 is null or c.keys && p_some1)
    and (p_some2 is null or c.keys && p_some2)
    and (p_some3 is null or c.keys && p_some3)
    and (p_some4 is null or c.keys && p_some4)
    and (p_some5 is null or c.keys && p_some5)
    and (p_some6 is null or c.keys && p_some6)
    and (c.tenant_id || '') = tenant
    and (p_reach is null or c.owner_id = any (p_reach))
    and (p_created_from is null or c.created_at >= p_created_from)
    and (p_created_before is null or c.created_at < p_created_before)
  limit least(coalesce(p_rows, 0), 2000);
end $$;

grant create on schema engagement to engagement_search;
alter function engagement.search_contacts(
  int[], int[], int[], int[], int[], int[], int[], int[], uuid[], timestamptz, timestamptz, int) owner to engagement_search;
revoke create on schema engagement from engagement_search;
revoke all on function engagement.search_contacts(
  int[], int[], int[], int[], int[], int[], int[], int[], uuid[], timestamptz, timestamptz, int) from public;
grant execute on function engagement.search_contacts(
  int[], int[], int[], int[], int[], int[], int[], int[], uuid[], timestamptz, timestamptz, int) to engagement_app;

create or replace function engagement.search_notes(
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
  with recursive hits as materialized (
    select n.contact_id, n.body
    from read.note_search n
    where (p_some1 is null or n.keys && p_some1)
      and (p_some2 is null or n.keys && p_some2)
      and (p_some3 is null or n.keys && p_some3)
      and (p_some4 is null or n.keys && p_some4)
      and (p_some5 is null or n.keys && p_some5)
      and (p_some6 is null or n.keys && p_some6)
      and (n.tenant_id || '') = tenant
    limit 5000
  ), up as (
    select h.contact_id as noted, h.body from hits h
    union all
    select m.winner_id, u.body
    from up u join read.contact_merge m on m.tenant_id = tenant and m.loser_id = u.noted and m.undone_at is null
  )
  select c.id, u.body
  from up u join read.contact_search c on c.tenant_id = tenant and c.id = u.noted
  where c.deleted_at is null
    and (p_reach is null or c.owner_id = any (p_reach))
    and (p_created_from is null or c.created_at >= p_created_from)
    and (p_created_before is null or c.created_at < p_created_before)
  limit least(coalesce(p_rows, 0), 2000);
end $$;
