-- Several events of one stream, in the order of the arrays; otherwise as append_one. Gives {new version, last sequence}.
drop function engagement.append(text, uuid, text, bigint, uuid[], text[], text[], jsonb[], text, text, text, jsonb);
drop function engagement.advance_stream(text, uuid, text, bigint, int);
create function engagement.append(
  p_tenant text, p_stream uuid, p_type text, p_expected bigint,
  p_ids uuid[], p_names text[], p_clrs text[], p_data jsonb[],
  p_correlation text, p_causation text, p_user text, p_headers jsonb)
returns bigint[] language plpgsql as $$
declare
  ignored text := set_config('app.tenant', p_tenant, true);
  many constant int := cardinality(p_ids);
  reached bigint;
  at timestamptz := now();
begin
  if p_type is null then
    update public.mt_streams s set version = s.version + many, timestamp = greatest(s.timestamp, at)
    where s.tenant_id = p_tenant and s.id = p_stream and (p_expected is null or s.version = p_expected) and s.is_archived is not true
    returning s.version, s.timestamp into reached, at;
  else
    insert into public.mt_streams (tenant_id, id, type, version) values (p_tenant, p_stream, p_type, many)
    on conflict do nothing
    returning version into reached;
  end if;
  if reached is null then
    perform engagement.refuse_append(p_tenant, p_stream, p_type, p_expected);
  end if;
  insert into public.mt_events
    (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
     correlation_id, causation_id, user_name, headers)
  select nextval('public.mt_events_sequence'), e.id, p_stream, reached - many + e.nth, e.data, e.name, at, p_tenant,
    e.clr, p_correlation, p_causation, p_user, p_headers
  from unnest(p_ids, p_names, p_clrs, p_data) with ordinality as e (id, name, clr, data, nth);
  return array[reached, currval('public.mt_events_sequence')];
end $$;
