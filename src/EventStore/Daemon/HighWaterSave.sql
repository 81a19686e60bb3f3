-- Nodes find the mark each by itself; the row keeps the highest and never goes back.
insert into public.mt_event_progression (name, last_seq_id)
values ('HighWaterMark', $1)
on conflict (name) do update
set last_seq_id = excluded.last_seq_id, last_updated = transaction_timestamp()
where coalesce(public.mt_event_progression.last_seq_id, 0) < excluded.last_seq_id
