-- All contacts that are the same person as one of $1 by merges that stand.
select distinct together.id
from unnest($1::uuid[]) as asked (id)
cross join lateral unnest(engagement.merged_with(engagement.survivor_of(asked.id))) as together (id)
