-- Custom fields by name.
-- $1 tenant, $2 retired, $3 behind this name, $4 rows
select *
from read.custom_field_card
where tenant_id = $1
  and ($2::boolean is null or (retired_at is not null) = $2)
  and ($3::text is null or name > $3)
order by name
limit $4
