-- Types as read models name them: format_type spells this one out.
select a.attname::text,
  case when a.atttypid = 'timestamptz'::regtype then 'timestamptz' else format_type(a.atttypid, a.atttypmod) end
from pg_attribute a
where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped
order by a.attnum
