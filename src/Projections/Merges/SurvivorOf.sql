-- The contact that stands for $1.
select engagement.survivor_of($1) as id
