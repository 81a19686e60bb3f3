-- Who is called nearly as those asked for. $1: their keys, $2: whose contacts (null: anybody's), $3: so many for each.
select * from engagement.find_namesakes($1::jsonb, $2, $3)
