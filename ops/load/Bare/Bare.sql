-- The baseline: the same rows into tables of the same shape with the same indexes, and nothing else. No row-level
-- security, no order for readers, no conflict told apart.
create schema bare;
create table bare.mt_streams (like public.mt_streams including all);
create table bare.mt_events (like public.mt_events including all);
alter table bare.mt_events add foreign key (tenant_id, stream_id) references bare.mt_streams (tenant_id, id);
create sequence bare.mt_events_sequence as bigint cache 1;

create function bare.append_one(
  p_tenant text, p_stream uuid, p_id uuid, p_name text, p_clr text, p_data jsonb, p_correlation text, p_causation text, p_user text)
returns bigint language plpgsql as $$
declare
  reached bigint;
begin
  update bare.mt_streams s set version = s.version + 1, timestamp = now()
  where s.tenant_id = p_tenant and s.id = p_stream
  returning s.version into reached;
  insert into bare.mt_events
    (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, user_name)
  values
    (nextval('bare.mt_events_sequence'), p_id, p_stream, reached, p_data, p_name, now(), p_tenant, p_clr,
     p_correlation, p_causation, p_user);
  return reached;
end $$;

create function bare.append(
  p_tenant text, p_stream uuid, p_ids uuid[], p_names text[], p_clrs text[], p_data jsonb[],
  p_correlation text, p_causation text, p_user text)
returns bigint language plpgsql as $$
declare
  many constant int := cardinality(p_ids);
  reached bigint;
begin
  update bare.mt_streams s set version = s.version + many, timestamp = now()
  where s.tenant_id = p_tenant and s.id = p_stream
  returning s.version into reached;
  insert into bare.mt_events
    (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, user_name)
  select nextval('bare.mt_events_sequence'), e.id, p_stream, reached - many + e.nth, e.data, e.name, now(), p_tenant, e.clr,
    p_correlation, p_causation, p_user
  from unnest(p_ids, p_names, p_clrs, p_data) with ordinality as e (id, name, clr, data, nth);
  return reached;
end $$;

insert into bare.mt_streams select * from public.mt_streams;
insert into bare.mt_events select * from public.mt_events;
select setval('bare.mt_events_sequence', (select max(seq_id) from public.mt_events));
grant usage on schema bare to engagement_app;
grant select, insert, update on all tables in schema bare to engagement_app;
grant usage on all sequences in schema bare to engagement_app;
