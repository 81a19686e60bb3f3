-- Refuses when tenant $1 has a custom field named $2 that is kept about $4, retired or not, or has $3 of them.
select engagement.refuse(case when bool_or(name = $2) then 'custom-field-exists' else 'too-many-custom-fields' end)
from read.custom_field_card
where tenant_id = $1
  and applies_to = $4
having bool_or(name = $2) or count(*) >= $3
