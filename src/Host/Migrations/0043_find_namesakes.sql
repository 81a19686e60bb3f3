-- Contacts of the transaction's tenant that are called nearly as those of p_asked, which has for each the keys of last names,
-- of first names, and of the company: p_rows of the company, and p_rows and one of all. p_reach: whose contacts. Otherwise as
-- engagement.search_contacts.
create function engagement.find_namesakes(p_asked jsonb, p_reach uuid[], p_rows int)
returns table (
  nth int, is_colleague boolean, id uuid, owner_id uuid, first_name text, last_name text, phones jsonb, emails jsonb,
  company_id uuid, company_name text)
language plpgsql stable security definer rows 1000
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
  most constant int := least(coalesce(p_rows, 0), 500);
  asked jsonb;
  place int := -1;
  lasts int[];
  firsts int[];
  company int[];
begin
  if jsonb_typeof(p_asked) <> 'array' or jsonb_array_length(p_asked) > 1000 then
    return;
  end if;
  for asked in select a from jsonb_array_elements(p_asked) a loop
    place := place + 1;
    lasts := array(select k::int from jsonb_array_elements_text(asked -> 'Last') k);
    firsts := array(select k::int from jsonb_array_elements_text(asked -> 'First') k);
    company := array[(asked ->> 'Company')::int];
    continue when lasts = '{}' or firsts = '{}';
    if asked ->> 'Company' is not null then
      return query
      select place, true, c.id, c.owner_id, c.first_name, c.last_name, c.phones, c.emails, c.company_id, c.company_name
      from read.contact_search c
      where c.keys @> company and c.keys && lasts and c.keys && firsts
        and (c.tenant_id || '') = tenant
        and (p_reach is null or c.owner_id = any (p_reach))
      limit most;
    end if;
    return query
    select place, false, c.id, c.owner_id, c.first_name, c.last_name, c.phones, c.emails, c.company_id, c.company_name
    from read.contact_search c
    where c.keys && lasts and c.keys && firsts
      and (c.tenant_id || '') = tenant
      and (p_reach is null or c.owner_id = any (p_reach))
    limit most + 1;
  end loop;
end $$;

grant create on schema engagement to engagement_search;
alter function engagement.find_namesakes(jsonb, uuid[], int) owner to engagement_search;
revoke create on schema engagement from engagement_search;
revoke all on function engagement.find_namesakes(jsonb, uuid[], int) from public;
grant execute on function engagement.find_namesakes(jsonb, uuid[], int) to engagement_app;
