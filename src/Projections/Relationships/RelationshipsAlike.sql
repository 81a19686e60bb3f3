-- A relationship and those that became the same by merges, under the ids of those who stand for both sides by now.
-- $1 tenant, $2 relationship
with sought as (
  select kind, engagement.survivor_of(contact_id) as contact_id, engagement.survivor_of(other_id) as other_id
  from read.relationship_card
  where tenant_id = $1 and id = $2 and not is_removed
), together as materialized (select engagement.merged_with(contact_id) as ids from sought)
select *
from (
  select r.id, r.version, r.kind, r.added_at, r.is_removed,
    engagement.survivor_of(r.contact_id) as contact_id, engagement.survivor_of(r.other_id) as other_id
  from read.relationship_card r
  where r.tenant_id = $1
    and (r.contact_id = any ((select ids from together)::uuid[]) or r.other_id = any ((select ids from together)::uuid[]))
    and not r.is_removed) found
where exists (
  select from sought s
  where s.kind = found.kind
    and ((s.contact_id = found.contact_id and s.other_id = found.other_id)
      or (s.kind = 'WorksWith' and s.contact_id = found.other_id and s.other_id = found.contact_id)))
order by id
