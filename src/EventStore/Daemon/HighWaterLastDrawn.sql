-- The highest number that any appender, finished or not, can hold.
select case when s.is_called then s.last_value else 0 end from public.mt_events_sequence s
