-- One change of a company's people at a time; given back with the transaction.
select pg_advisory_xact_lock(hashtextextended('people of ' || $1, 0))
