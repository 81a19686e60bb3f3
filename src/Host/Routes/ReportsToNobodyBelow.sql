-- Refuses when contact $3 of tenant $1 reports to contact $2, at once or through others.
with recursive above as (
  select other_id as id from read.relationship_card where tenant_id = $1 and contact_id = $3 and kind = 'ReportsTo' and not is_removed
  union
  select upper.other_id
  from read.relationship_card upper join above on upper.contact_id = above.id
  where upper.tenant_id = $1 and upper.kind = 'ReportsTo' and not upper.is_removed
)
select engagement.refuse('reports-to-in-a-circle') where exists (select from above where id = $2)
