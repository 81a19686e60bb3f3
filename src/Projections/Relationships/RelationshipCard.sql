-- A contact's relationships, from whichever side, the oldest first, under the ids of those who stand for both sides by now.
-- Those between contacts that were merged are left out, and those that became alike by a merge are one, the oldest.
-- $1 tenant, $2 contact, $3 behind this id, $4 rows
with together as materialized (select engagement.merged_with($2) as ids),
seen as (
  select id, version, kind, added_at, is_removed,
    engagement.survivor_of(contact_id) as contact_id, engagement.survivor_of(other_id) as other_id
  from read.relationship_card
  where tenant_id = $1
    and (contact_id = any ((select ids from together)::uuid[]) or other_id = any ((select ids from together)::uuid[]))
    and not is_removed
), alike as (
  select distinct on (kind, one, another) id, version, contact_id, other_id, kind, added_at, is_removed
  from (
    select *,
      case kind when 'WorksWith' then least(contact_id, other_id) else contact_id end as one,
      case kind when 'WorksWith' then greatest(contact_id, other_id) else other_id end as another
    from seen
    where contact_id <> other_id) sides
  order by kind, one, another, id
)
select *
from alike
where $3::uuid is null or id > $3
order by id
limit $4
