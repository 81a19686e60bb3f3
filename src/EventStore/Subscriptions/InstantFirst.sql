-- The first event above $1, up to $2, that was recorded at or after $3.
select e.seq_id from public.mt_events e
where e.seq_id > $1 and e.seq_id <= $2 and e.timestamp >= $3
order by e.seq_id limit 1
