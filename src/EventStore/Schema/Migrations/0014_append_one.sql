-- One event, the common case: no arrays to unpack. Gives {new version, sequence}.
-- p_type: alias of the aggregate, for a stream that must be new. p_expected: the version it must have, or null.
-- In this order: the tenant, for the policies; the stream's row lock; and only then the number. nextval locks the sequence
-- until the commit is visible: readers wait for whoever holds that lock, and for nobody who still queues for the stream.
-- An assignment instead of perform, because plpgsql evaluates it without a plan of its own.
-- A stream's timestamps never go back, though the transaction that waited for its lock began before the one it waited for.
drop function engagement.append_one(text, uuid, text, bigint, uuid, text, text, jsonb, text, text, text, jsonb);
create function engagement.append_one(
  p_tenant text, p_stream uuid, p_type text, p_expected bigint,
  p_id uuid, p_name text, p_clr text, p_data jsonb,
  p_correlation text, p_causation text, p_user text, p_headers jsonb)
returns bigint[] language plpgsql as $$
declare
  ignored text := set_config('app.tenant', p_tenant, true);
  reached bigint;
  at timestamptz := now();
  place bigint;
begin
  if p_type is null then
    update public.mt_streams s set version = s.version + 1, timestamp = greatest(s.timestamp, at)
    where s.tenant_id = p_tenant and s.id = p_stream and (p_expected is null or s.version = p_expected) and s.is_archived is not true
    returning s.version, s.timestamp into reached, at;
  else
    insert into public.mt_streams (tenant_id, id, type, version) values (p_tenant, p_stream, p_type, 1)
    on conflict do nothing
    returning version into reached;
  end if;
  if reached is null then
    perform engagement.refuse_append(p_tenant, p_stream, p_type, p_expected);
  end if;
  place := nextval('public.mt_events_sequence');
  insert into public.mt_events
    (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
     correlation_id, causation_id, user_name, headers)
  values
    (place, p_id, p_stream, reached, p_data, p_name, at, p_tenant, p_clr, p_correlation, p_causation, p_user, p_headers);
  return array[reached, place];
end $$;
