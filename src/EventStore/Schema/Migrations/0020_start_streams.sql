-- Many new streams of one type at once, as an import has them: one call instead of one for each. Gives {0, last sequence}: the
-- versions are the caller's. The arrays say of each event its stream, its version there, and the rest; streams come in the
-- order in which they are locked, each one's events in theirs. As with append: first all rows' locks, then the numbers.
-- Raises ES001 for the first stream that is there already. Runs under the policies of its caller, who sets the tenant:
-- for so many rows that costs nothing that could be measured, so it needs no reason to run as its owner (decision 12).
create function engagement.start_streams(
  p_tenant text, p_type text, p_streams uuid[], p_versions bigint[],
  p_ids uuid[], p_names text[], p_clrs text[], p_data jsonb[],
  p_correlation text, p_causation text, p_user text, p_headers jsonb)
returns bigint[] language plpgsql as $$
declare
  at timestamptz := now();
  missing uuid;
begin
  with wanted as (
    select e.stream, max(e.version) as version, min(e.nth) as nth
    from rows from (unnest(p_streams), unnest(p_versions)) with ordinality as e (stream, version, nth)
    group by e.stream),
  started as (
    insert into public.mt_streams (tenant_id, id, type, version)
    select p_tenant, w.stream, p_type, w.version from wanted w order by w.nth
    on conflict do nothing
    returning id)
  select w.stream into missing
  from wanted w
  where not exists (select from started s where s.id = w.stream)
  order by w.nth
  limit 1;
  if missing is not null then
    perform engagement.refuse_append(p_tenant, missing, p_type, null);
  end if;
  insert into public.mt_events
    (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
     correlation_id, causation_id, user_name, headers)
  select nextval('public.mt_events_sequence'), e.id, e.stream, e.version, e.data, e.name, at, p_tenant,
    e.clr, p_correlation, p_causation, p_user, p_headers
  from rows from (
    unnest(p_streams), unnest(p_versions), unnest(p_ids), unnest(p_names),
    unnest(p_clrs), unnest(p_data))
    with ordinality as e (stream, version, id, name, clr, data, nth);
  return array[0, currval('public.mt_events_sequence')];
end $$;
