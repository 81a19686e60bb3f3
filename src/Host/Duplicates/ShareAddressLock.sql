-- Erasing somebody holds this lock alone: whoever comes second sees the other.
select pg_advisory_xact_lock_shared(7340, hashtext($1))
