-- Refuses when contact $2 of tenant $1 is $4 to contact $3 already, or when one of them has $5 relationships.
select engagement.refuse(case when bool_or(contact_id = $2 and other_id = $3 and kind = $4) then 'relationship-exists' else 'too-many-relationships' end)
from read.relationship_card
where tenant_id = $1
  and (contact_id in ($2, $3) or other_id in ($2, $3))
  and not is_removed
having bool_or(contact_id = $2 and other_id = $3 and kind = $4)
  or count(*) filter (where $2 in (contact_id, other_id)) >= $5
  or count(*) filter (where $3 in (contact_id, other_id)) >= $5
