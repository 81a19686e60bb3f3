-- With whom contacts $2 of tenant $1 are pairs already, no more than $3 of each from either side.
select c.id, p.other_id
from unnest($2::uuid[]) as c (id)
cross join lateral (
  (select second_id as other_id from engagement.duplicate_pairs where tenant_id = $1 and first_id = c.id limit $3)
  union all
  (select first_id from engagement.duplicate_pairs where tenant_id = $1 and second_id = c.id limit $3)) p
