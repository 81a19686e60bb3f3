-- Refuses when of two contacts $2 and $3 of tenant $1, were they one, somebody would report to themselves in the end. What they
-- are to each other does not count.
with recursive united as materialized (select engagement.merged_with($2) || engagement.merged_with($3) as ids),
above as (
  select engagement.survivor_of(other_id) as id
  from read.relationship_card
  where tenant_id = $1 and kind = 'ReportsTo' and not is_removed
    and contact_id = any ((select ids from united)::uuid[]) and other_id <> all ((select ids from united)::uuid[])
  union
  select engagement.survivor_of(upper.other_id)
  from above cross join lateral (
    select other_id from read.relationship_card
    where tenant_id = $1 and kind = 'ReportsTo' and not is_removed and contact_id = any (engagement.merged_with(above.id))) upper
  where above.id not in ($2, $3)
)
select engagement.refuse('reports-to-in-a-circle') where exists (select from above where id in ($2, $3))
