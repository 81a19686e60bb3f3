-- Contacts by their keys: every key of $1, one of $2 (owners), one of each of $3 to $8; null asks for nothing.
-- $9 owners in reach, $10 created from, $11 created before, $12 rows
select * from engagement.search_contacts($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
