-- Contacts by the keys of their notes: one of each of $1 to $6; null asks for nothing.
-- $7 owners in reach, $8 created from, $9 created before, $10 rows
select * from engagement.search_notes($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
