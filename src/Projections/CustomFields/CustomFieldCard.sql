-- Custom fields by name.
-- $1 tenant, $2 retired, $3 kept about this, $4 and $5 behind this name and what it is kept about, $6 rows
select *
from read.custom_field_card
where tenant_id = $1
  and ($2::boolean is null or (retired_at is not null) = $2)
  and ($3::text is null or applies_to = $3)
  and ($4::text is null or (name, applies_to) > ($4, $5))
order by name, applies_to
limit $6
