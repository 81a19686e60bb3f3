-- What happened with the people of a company, the newest first. People who were put away, or are out of reach, are left out;
-- contacts that were merged into one of them count for that one.
-- $1 tenant, $2 company, $3 kind, $4 from, $5 to, $6 and $7 behind this instant and id, $8 rows, $9 owners in reach
with recursive person as (
  select id
  from read.contact_card
  where tenant_id = $1
    and company_id = $2
    and deleted_at is null
    and ($9::uuid[] is null or owner_id = any ($9))
  union
  select merge.loser_id
  from person join read.contact_merge merge on merge.tenant_id = $1 and merge.winner_id = person.id and merge.undone_at is null
)
select entry.*
from person
cross join lateral (
  select *
  from read.contact_timeline
  where tenant_id = $1
    and contact_id = person.id
    and ($3::text is null or kind = $3)
    and ($4::timestamptz is null or at >= $4)
    and ($5::timestamptz is null or at < $5)
    and ($7::uuid is null or (at, id) < ($6::timestamptz, $7))
  order by at desc, id desc
  limit $8
) entry
order by entry.at desc, entry.id desc
limit $8
