-- One new relationship of a company at a time; given back with the transaction.
select pg_advisory_xact_lock(hashtextextended('relationships of ' || $1, 0))
