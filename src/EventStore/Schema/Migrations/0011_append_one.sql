-- One event, the common case: no arrays to unpack.
create function engagement.append_one(
  p_tenant text, p_stream uuid, p_type text, p_expected bigint,
  p_id uuid, p_name text, p_clr text, p_data jsonb,
  p_correlation text, p_causation text, p_user text, p_headers jsonb default null)
returns table (appended uuid, reached bigint, "position" bigint) language plpgsql as $$
begin
  appended := p_stream;
  reached := engagement.advance_stream(p_tenant, p_stream, p_type, p_expected, 1);
  insert into public.mt_events
    (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
     correlation_id, causation_id, user_name, headers)
  values
    (nextval('public.mt_events_sequence'), p_id, p_stream, reached, p_data, p_name, now(), p_tenant, p_clr,
     p_correlation, p_causation, p_user, p_headers)
  returning seq_id into "position";
  return next;
end $$;
