-- Who may still commit a number that is already drawn. nextval itself locks the sequence until its transaction ends,
-- whoever calls it: Marten's appends are among them, and appends that still wait for their stream's row are not.
select coalesce(l.pid, 0)::text || '/' || l.virtualtransaction
from pg_locks l
where l.locktype = 'relation' and l.mode = 'RowExclusiveLock' and l.granted
  and l.relation = 'public.mt_events_sequence'::regclass
  and l.database = (select d.oid from pg_database d where d.datname = current_database())
