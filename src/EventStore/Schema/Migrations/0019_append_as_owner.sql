-- Appends run as their owner, whom policies let through as a member of the daemon's role: the tenant is an argument that every statement below names, and
-- comparing it once more with a setting made and undone in each transaction took a seventh of an append in the database.
-- Everything else of the app stays under its policy. Whoever runs as somebody else must resolve no name by the caller's
-- search_path: operators and functions say where they are, because a search_path of the function's own is such a setting too.
alter function engagement.refuse_append(text, uuid, text, bigint) set search_path = pg_catalog, pg_temp;

-- A stream of no tenant would be nobody's: it is refused as a statement without one is.
create function engagement.require_tenant(p_tenant text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if coalesce(p_tenant, '') = '' then
    perform engagement.no_tenant();
  end if;
end $$;

-- One event, the common case: no arrays to unpack. Gives {new version, sequence}.
-- p_type: alias of the aggregate, for a stream that must be new. p_expected: the version it must have, or null.
-- In this order: the stream's row lock; and only then the number. nextval locks the sequence until the commit is visible:
-- readers wait for whoever holds that lock, and for nobody who still queues for the stream.
-- An assignment instead of perform, because plpgsql evaluates it without a plan of its own.
-- A stream's timestamps never go back, though the transaction that waited for its lock began before the one it waited for.
create or replace function engagement.append_one(
  p_tenant text, p_stream uuid, p_type text, p_expected bigint,
  p_id uuid, p_name text, p_clr text, p_data jsonb,
  p_correlation text, p_causation text, p_user text, p_headers jsonb)
returns bigint[] language plpgsql security definer as $$
declare
  reached bigint;
  at timestamptz := pg_catalog.now();
  place bigint;
begin
  if p_type is null then
    update public.mt_streams s
    set version = s.version operator(pg_catalog.+) 1, timestamp = greatest(s.timestamp, at)
    where s.tenant_id operator(pg_catalog.=) p_tenant and s.id operator(pg_catalog.=) p_stream
      and (p_expected is null or s.version operator(pg_catalog.=) p_expected) and s.is_archived is not true
    returning s.version, s.timestamp into reached, at;
  else
    perform engagement.require_tenant(p_tenant);
    insert into public.mt_streams (tenant_id, id, type, version) values (p_tenant, p_stream, p_type, 1)
    on conflict do nothing
    returning version into reached;
  end if;
  if reached is null then
    perform engagement.refuse_append(p_tenant, p_stream, p_type, p_expected);
  end if;
  place := pg_catalog.nextval('public.mt_events_sequence');
  insert into public.mt_events
    (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
     correlation_id, causation_id, user_name, headers)
  values
    (place, p_id, p_stream, reached, p_data, p_name, at, p_tenant, p_clr, p_correlation, p_causation, p_user, p_headers);
  return array[reached, place];
end $$;

-- Several events of one stream, in the order of the arrays; otherwise as append_one. Gives {new version, last sequence}.
create or replace function engagement.append(
  p_tenant text, p_stream uuid, p_type text, p_expected bigint,
  p_ids uuid[], p_names text[], p_clrs text[], p_data jsonb[],
  p_correlation text, p_causation text, p_user text, p_headers jsonb)
returns bigint[] language plpgsql security definer as $$
declare
  many constant int := pg_catalog.cardinality(p_ids);
  reached bigint;
  at timestamptz := pg_catalog.now();
begin
  if p_type is null then
    update public.mt_streams s
    set version = s.version operator(pg_catalog.+) many, timestamp = greatest(s.timestamp, at)
    where s.tenant_id operator(pg_catalog.=) p_tenant and s.id operator(pg_catalog.=) p_stream
      and (p_expected is null or s.version operator(pg_catalog.=) p_expected) and s.is_archived is not true
    returning s.version, s.timestamp into reached, at;
  else
    perform engagement.require_tenant(p_tenant);
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
  select pg_catalog.nextval('public.mt_events_sequence'), e.id, p_stream,
    reached operator(pg_catalog.-) many operator(pg_catalog.+) e.nth, e.data, e.name, at, p_tenant,
    e.clr, p_correlation, p_causation, p_user, p_headers
  from rows from (
    pg_catalog.unnest(p_ids), pg_catalog.unnest(p_names), pg_catalog.unnest(p_clrs), pg_catalog.unnest(p_data))
    with ordinality as e (id, name, clr, data, nth);
  return array[reached, pg_catalog.currval('public.mt_events_sequence')];
end $$;

-- Nobody but the app appends through them.
revoke execute on function engagement.append_one(
  text, uuid, text, bigint, uuid, text, text, jsonb, text, text, text, jsonb) from public;
grant execute on function engagement.append_one(
  text, uuid, text, bigint, uuid, text, text, jsonb, text, text, text, jsonb) to engagement_app;
revoke execute on function engagement.append(
  text, uuid, text, bigint, uuid[], text[], text[], jsonb[], text, text, text, jsonb) from public;
grant execute on function engagement.append(
  text, uuid, text, bigint, uuid[], text[], text[], jsonb[], text, text, text, jsonb) to engagement_app;
