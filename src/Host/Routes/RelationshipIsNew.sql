-- Refuses when contact $2 of tenant $1 is $4 to contact $3 already, or when one of them has $5 relationships, each with those
-- that were merged into it.
with known as (
  select kind, engagement.survivor_of(contact_id) as one, engagement.survivor_of(other_id) as another
  from read.relationship_card
  where tenant_id = $1
    and not is_removed
    and (contact_id = any (engagement.merged_with($2) || engagement.merged_with($3))
      or other_id = any (engagement.merged_with($2) || engagement.merged_with($3)))
), judged as (
  select kind = $4 and ((one = $2 and another = $3) or (kind = 'WorksWith' and one = $3 and another = $2)) as is_same,
    $2 in (one, another) and one <> another as is_of_one, $3 in (one, another) and one <> another as is_of_other
  from known
)
select engagement.refuse(case when bool_or(is_same) then 'relationship-exists' else 'too-many-relationships' end)
from judged
having bool_or(is_same) or count(*) filter (where is_of_one) >= $5 or count(*) filter (where is_of_other) >= $5
