-- Makes the event tables anew, hash-partitioned by tenant, before anything was ever appended. Tells whether it did.
-- A partitioned table's keys must hold the partition key: seq_id alone becomes (seq_id, tenant_id), which leads with the
-- number as before, so that readers of the log merge the partitions by it. That numbers are unique over all tenants is
-- then the sequence's doing alone.
create function pg_temp.partition_events(parts int) returns boolean language plpgsql as $$
declare
  existing int;
begin
  select count(i.inhrelid) into existing
  from pg_class c left join pg_inherits i on i.inhparent = c.oid
  where c.oid = 'public.mt_events'::regclass and c.relkind = 'p' group by c.oid;
  if existing = parts then
    return false;
  end if;
  -- Sizes and the sequence, because policies would hide rows even from the owner.
  if existing is not null or (select s.is_called from public.mt_events_sequence s)
    or pg_relation_size('public.mt_events') + pg_relation_size('public.mt_streams') > 0 then
    raise exception 'The event tables are partitioned otherwise or have been used: they can be partitioned when they are new only.';
  end if;

  alter sequence public.mt_events_sequence owned by none;
  create table public.mt_events_new (like public.mt_events including defaults) partition by hash (tenant_id);
  create table public.mt_streams_new (like public.mt_streams including defaults) partition by hash (tenant_id);
  drop table public.mt_events;
  drop table public.mt_streams;
  alter table public.mt_streams_new rename to mt_streams;
  alter table public.mt_events_new rename to mt_events;
  for part in 0 .. parts - 1 loop
    execute format('create table public.mt_streams_p%s partition of public.mt_streams for values with (modulus %s, remainder %s)', part, parts, part);
    execute format('create table public.mt_events_p%s partition of public.mt_events for values with (modulus %s, remainder %s)', part, parts, part);
  end loop;
  alter table public.mt_streams add constraint pkey_mt_streams_tenant_id_id primary key (tenant_id, id);
  alter table public.mt_events add constraint pkey_mt_events_seq_id primary key (seq_id, tenant_id);
  create unique index pk_mt_events_stream_and_version on public.mt_events (tenant_id, stream_id, version);
  alter table public.mt_events add constraint fkey_mt_events_stream_id_tenant_id
    foreign key (tenant_id, stream_id) references public.mt_streams (tenant_id, id);
  alter sequence public.mt_events_sequence owned by public.mt_events.seq_id;
  perform engagement.protect(t.relid, 'select, insert, update', 'select') from pg_partition_tree('public.mt_streams') t;
  perform engagement.protect(t.relid, 'select, insert', 'select') from pg_partition_tree('public.mt_events') t;
  return true;
end $$
