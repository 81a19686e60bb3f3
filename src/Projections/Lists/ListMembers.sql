-- Contacts on a list, the first added first; not those that are put away or erased. Who was merged into another is on it as
-- that one, once.
-- $1 tenant, $2 list, $3 owners in reach, $4 and $5 behind this added_at and contact, $6 rows
with recursive merged as (
  select merge.winner_id as contact_id, m.added_at
  from read.contact_merge merge
  join read.list_membership m on m.tenant_id = merge.tenant_id and m.contact_id = merge.loser_id and m.list_id = $2 and m.is_on
  where merge.tenant_id = $1 and merge.undone_at is null
  union all
  select merge.winner_id, merged.added_at
  from merged join read.contact_merge merge on merge.tenant_id = $1 and merge.loser_id = merged.contact_id and merge.undone_at is null
), followed as (
  select merged.contact_id, min(merged.added_at) as added_at
  from merged
  where not exists (
    select from read.list_membership own
    where own.tenant_id = $1 and own.list_id = $2 and own.contact_id = merged.contact_id and own.is_on)
  group by merged.contact_id
)
select *
from (
  (select m.contact_id, m.added_at
   from read.list_membership m
   join read.contact_search c on c.tenant_id = m.tenant_id and c.id = m.contact_id
   where m.tenant_id = $1
     and m.list_id = $2
     and m.is_on
     and cardinality(c.keys) > 0
     and ($3::uuid[] is null or c.owner_id = any ($3))
     and ($5::uuid is null or (m.added_at, m.contact_id) > ($4::timestamptz, $5))
   order by m.added_at, m.contact_id
   limit $6)
  union all
  (select f.contact_id, f.added_at
   from followed f
   join read.contact_search c on c.tenant_id = $1 and c.id = f.contact_id
   where cardinality(c.keys) > 0
     and ($3::uuid[] is null or c.owner_id = any ($3))
     and ($5::uuid is null or (f.added_at, f.contact_id) > ($4::timestamptz, $5)))
) put
order by added_at, contact_id
limit $6
