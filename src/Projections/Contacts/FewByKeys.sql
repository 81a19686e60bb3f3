-- Ids of contacts by their keys: every key of $1, one of each of $2 to $7; null asks for nothing. $8 rows
select id from engagement.contacts_by_keys($1, $2, $3, $4, $5, $6, $7, $8)
