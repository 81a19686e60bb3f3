-- One at a time of a tenant: who starts a scan, and who adds contacts that must not be there already.
select pg_advisory_xact_lock(7341, hashtext($1))
