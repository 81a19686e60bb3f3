-- The highest number that any appender, finished or not, can hold. Not by selecting last_value: while nextval logs ahead, once
-- in 32 numbers, it writes the last of those it has logged into the row for a moment, and a select, which reads the row without
-- its page's lock, sees up to 32 numbers that nobody has drawn yet. Whoever draws them later is not waited for, and is skipped.
select coalesce(pg_sequence_last_value('public.mt_events_sequence'), 0)
