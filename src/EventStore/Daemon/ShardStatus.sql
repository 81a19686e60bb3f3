-- How the shards in $1 are doing; $2 tells each one's table, or is null for a subscription.
with log as (
  select coalesce(max(e.seq_id), 0) as last from public.mt_events e
)
select s.name,
  m.version,
  m.shape,
  m.shard,
  greatest(log.last - coalesce(p.position, 0), 0) as lag_events,
  coalesce(greatest(extract(epoch from clock_timestamp() - waiting.timestamp), 0), 0)::double precision as lag_seconds,
  owner.application_name as owner,
  (select count(*) from engagement.parked_streams k where k.shard = s.name)::int as dead_letters,
  b.seen as rebuild_done,
  b.goal as rebuild_total,
  (b.seen - b.resumed_from) / greatest(extract(epoch from clock_timestamp() - b.resumed_at), 0.001)::double precision as rebuild_rate,
  exists (
    select from pg_locks r
    where r.locktype = 'advisory' and r.classid = 7304 and r.objsubid = 2 and r.granted
      and r.objid = (hashtext(s.table_name)::bigint & 4294967295)::oid
      and r.database = (select d.oid from pg_database d where d.datname = current_database())) as rebuilding,
  coalesce(p.position, 0) as position,
  c.stop_at
from unnest($1::varchar[], $2::varchar[]) with ordinality as s (name, table_name, place)
cross join log
cross join lateral (select engagement.position_of(s.name) as position) p
left join engagement.shard_controls c on c.shard = s.name
left join engagement.read_models m on m.table_name = s.table_name
left join engagement.rebuilds b on b.table_name = s.table_name and b.scope = '*'
left join lateral (
  select e.timestamp from public.mt_events e
  where e.seq_id > coalesce(p.position, 0) and e.timestamp > '-infinity'
  order by e.seq_id limit 1
) waiting on true
left join lateral (
  select split_part(a.application_name, ' ', 2) as application_name
  from pg_locks l join pg_stat_activity a on a.pid = l.pid
  where l.locktype = 'advisory' and l.classid = 7302 and l.objsubid = 2 and l.granted
    and l.objid = (hashtext(s.name)::bigint & 4294967295)::oid
    and l.database = (select d.oid from pg_database d where d.datname = current_database())
  limit 1
) owner on true
order by s.place
