-- A contact's relationships, from whichever side, the oldest first.
-- $1 tenant, $2 contact, $3 behind this id, $4 rows
select *
from read.relationship_card
where tenant_id = $1
  and (contact_id = $2 or other_id = $2)
  and not is_removed
  and ($3::uuid is null or id > $3)
order by id
limit $4
