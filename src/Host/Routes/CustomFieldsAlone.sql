-- One definition of a company's custom fields at a time; given back with the transaction.
select pg_advisory_xact_lock(hashtextextended('custom fields of ' || $1, 0))
