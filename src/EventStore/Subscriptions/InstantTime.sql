-- When the first event above $1, up to $2, was recorded. Marten's tombstones have no time.
select e.timestamp from public.mt_events e
where e.seq_id > $1 and e.seq_id <= $2 and e.timestamp > '-infinity'
order by e.seq_id limit 1
