-- Saves that write addresses share this lock; those in flight end first.
select pg_advisory_xact_lock(7340, hashtext($1))
