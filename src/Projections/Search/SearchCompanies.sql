-- Companies by their keys: one of each of $1 to $6; null asks for nothing.
-- $7 owners in reach, $8 only those in use, $9 rows
select * from engagement.search_companies($1, $2, $3, $4, $5, $6, $7, $8, $9)
