-- Its checkpoint, locked: its next batch waits for us, then finds the row gone.
select p.last_seq_id from public.mt_event_progression p where p.name = $1 for update
