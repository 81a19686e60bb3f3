-- Above the mark $1: the end of the run without gaps, and the highest number seen. One statement, one snapshot.
select coalesce(max(above.seq_id) filter (where above.seq_id = $1 + above.place), $1) as contiguous,
       coalesce(max(above.seq_id), $1) as highest
from (
  select e.seq_id, row_number() over (order by e.seq_id) as place
  from public.mt_events e
  where e.seq_id > $1
  order by e.seq_id
  limit 10000
) above
