-- How many transactions have begun since the oldest that is under way anywhere on the server and has written.
select pg_snapshot_xmax(s)::text::bigint - pg_snapshot_xmin(s)::text::bigint from pg_current_snapshot() s
