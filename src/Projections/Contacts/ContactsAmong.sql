-- Contacts among some that something else found, in any order: each by its key, for beside a list of them the planner has
-- walked all of a company whose table had just grown; and the order is of no index, so that none is walked for it.
-- $1 tenant, $2 owner, $3 tag, $4 deleted, $5 created from, $6 created before, $7 rows, $8 owners in reach, $9 stage, $10 company,
-- $11 time zone, $12 what the fields must say, $13 touched from, $14 touched before,
-- $15 to $17 behind this sort_name, created_at and id, $18 order, $19 among these
select c.*
from unnest($19) as among (id)
cross join lateral (select * from read.contact_card where tenant_id = $1 and id = among.id limit 1) c
where (deleted_at is not null) = $4
  and merged_into is null
  and ($8::uuid[] is null or owner_id = any ($8))
  and ($2::uuid is null or owner_id = $2)
  and ($3::text is null or tags ? $3)
  and ($9::text is null or stage = $9)
  and ($10::uuid is null or company_id = $10)
  and ($11::text is null or time_zone = $11)
  and ($12::text is null or jsonb_build_object('clear', clear_fields, 'personal', fields) @? $12::jsonpath)
  and ($13::timestamptz is null or changed_at >= $13
    or exists (select from read.contact_timeline t where t.tenant_id = $1 and t.contact_id = c.id and t.at >= $13))
  and ($14::timestamptz is null or changed_at < $14
    and not exists (select from read.contact_timeline t where t.tenant_id = $1 and t.contact_id = c.id and t.at >= $14))
  and ($5::timestamptz is null or created_at >= $5)
  and ($6::timestamptz is null or created_at < $6)
  and ($17::uuid is null or case $18
    when 'ByName' then (sort_name, c.id) > ($15::text, $17)
    when 'ByNameDescending' then (sort_name, c.id) < ($15::text, $17)
    when 'ByCreated' then (created_at, c.id) > ($16::timestamptz, $17)
    else (created_at, c.id) < ($16::timestamptz, $17) end)
order by
  case when $18 = 'ByName' then sort_name end,
  case when $18 = 'ByNameDescending' then sort_name end desc,
  case when $18 = 'ByCreated' then created_at end,
  case when $18 = 'ByCreatedDescending' then created_at end desc,
  case when $18 in ('ByName', 'ByCreated') then c.id end,
  c.id desc
limit $7
