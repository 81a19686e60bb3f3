-- API keys by name: those that are not revoked, or those that are.
-- $1 tenant, $2 whether revoked, $3 user, $4 and $5 behind this name and id, $6 rows
select *
from read.api_key_card
where tenant_id = $1
  and (revoked_at is not null) = $2
  and ($3::uuid is null or user_id = $3)
  and ($5::uuid is null or (name, id) > ($4::text, $5))
order by name, id
limit $6
