-- Contacts among some that something else found, in any order. It is of no index, so that none is walked.
-- $1 tenant, $2 owner, $3 tag, $4 deleted, $5 created from, $6 created before, $7 to $9 behind this sort_name, created_at and id, $10 rows,
-- $11 owners in reach, $12 stage, $13 company, $14 time zone, $15 what the fields must say, $16 touched from, $17 touched before,
-- $18 order, $19 among these
select *
from read.contact_card
where tenant_id = $1
  and id = any ($19)
  and (deleted_at is not null) = $4
  and merged_into is null
  and ($11::uuid[] is null or owner_id = any ($11))
  and ($2::uuid is null or owner_id = $2)
  and ($3::text is null or tags ? $3)
  and ($12::text is null or stage = $12)
  and ($13::uuid is null or company_id = $13)
  and ($14::text is null or time_zone = $14)
  and ($15::text is null or jsonb_build_object('clear', clear_fields, 'personal', fields) @? $15::jsonpath)
  and ($16::timestamptz is null or changed_at >= $16
    or exists (select from read.contact_timeline t where t.tenant_id = $1 and t.contact_id = contact_card.id and t.at >= $16))
  and ($17::timestamptz is null or changed_at < $17
    and not exists (select from read.contact_timeline t where t.tenant_id = $1 and t.contact_id = contact_card.id and t.at >= $17))
  and ($5::timestamptz is null or created_at >= $5)
  and ($6::timestamptz is null or created_at < $6)
  and ($9::uuid is null or case $18
    when 'ByName' then (sort_name, id) > ($7::text, $9)
    when 'ByNameDescending' then (sort_name, id) < ($7::text, $9)
    when 'ByCreated' then (created_at, id) > ($8::timestamptz, $9)
    else (created_at, id) < ($8::timestamptz, $9) end)
order by
  case when $18 = 'ByName' then sort_name end,
  case when $18 = 'ByNameDescending' then sort_name end desc,
  case when $18 = 'ByCreated' then created_at end,
  case when $18 = 'ByCreatedDescending' then created_at end desc,
  case when $18 in ('ByName', 'ByCreated') then id end,
  id desc
limit $10
