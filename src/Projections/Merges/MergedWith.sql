-- A contact and all that were merged into it.
-- $1 tenant, $2 contact
select together.id
from unnest(engagement.merged_with($2)) as together (id)
where engagement.tenant() = $1
