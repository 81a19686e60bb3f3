-- Refuses when contact $3 of tenant $1 reports to contact $2, at once or through others, by whoever stands for them.
with recursive above as (
  select $3::uuid as id
  union
  select engagement.survivor_of(upper.other_id)
  from above cross join lateral (
    select other_id from read.relationship_card
    where tenant_id = $1 and kind = 'ReportsTo' and not is_removed and contact_id = any (engagement.merged_with(above.id))) upper
)
select engagement.refuse('reports-to-in-a-circle') where exists (select from above where id = $2)
