-- Bytes of the events' heap, of their indexes, of the streams, and of sealed history; of all parts when there are some.
with parts as (
  select c.oid as part, 'public.mt_events'::regclass in (c.oid, coalesce(i.inhparent, 0)) as is_events
  from pg_class c left join pg_inherits i on i.inhrelid = c.oid
  where c.relkind in ('r', 'p') and ('public.mt_events'::regclass in (c.oid, coalesce(i.inhparent, 0)) or 'public.mt_streams'::regclass in (c.oid, coalesce(i.inhparent, 0)))
)
select
  sum(pg_table_size(part)) filter (where is_events)::bigint,
  sum(pg_indexes_size(part)) filter (where is_events)::bigint,
  sum(pg_total_relation_size(part)) filter (where not is_events)::bigint,
  pg_total_relation_size('engagement.history_blocks') + pg_total_relation_size('engagement.history_rounds')
from parts
