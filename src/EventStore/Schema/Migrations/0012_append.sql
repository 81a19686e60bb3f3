-- Several events of one stream, in the order of the arrays.
create function engagement.append(
  p_tenant text, p_stream uuid, p_type text, p_expected bigint,
  p_ids uuid[], p_names text[], p_clrs text[], p_data jsonb[],
  p_correlation text, p_causation text, p_user text, p_headers jsonb default null)
returns table (appended uuid, reached bigint, "position" bigint) language plpgsql as $$
declare
  many constant int := cardinality(p_ids);
begin
  appended := p_stream;
  reached := engagement.advance_stream(p_tenant, p_stream, p_type, p_expected, many);
  with inserted as (
    insert into public.mt_events
      (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
       correlation_id, causation_id, user_name, headers)
    select nextval('public.mt_events_sequence'), e.id, p_stream, reached - many + e.nth, e.data, e.name, now(), p_tenant,
      e.clr, p_correlation, p_causation, p_user, p_headers
    from unnest(p_ids, p_names, p_clrs, p_data) with ordinality as e (id, name, clr, data, nth)
    returning seq_id)
  select max(seq_id) into "position" from inserted;
  return next;
end $$;
