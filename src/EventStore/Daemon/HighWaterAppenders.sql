-- Who may still commit a number that is already drawn: the holders of the appenders' shared lock, in this database.
select l.pid::text || '/' || l.virtualtransaction
from pg_locks l
where l.locktype = 'advisory'
  and l.database = (select d.oid from pg_database d where d.datname = current_database())
  and l.classid = 7301 and l.objid = 1 and l.objsubid = 2
  and l.granted
