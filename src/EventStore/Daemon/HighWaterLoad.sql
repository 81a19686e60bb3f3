select p.last_seq_id from public.mt_event_progression p where p.name = 'HighWaterMark'
