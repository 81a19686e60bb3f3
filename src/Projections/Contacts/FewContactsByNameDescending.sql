-- Contacts among a few that something else found, ordered as in ContactsByNameDescending.sql. Their order is of no index, so that none is walked.
-- $1 tenant, $2 owner, $3 tag, $4 deleted, $5 created from, $6 created before, $7 and $8 behind this sort_name and id, $9 rows, $10 owners in reach, $11 stage, $12 company,
-- $13 time zone, $14 what the fields must say, $15 touched from, $16 touched before, $17 among these
select *
from read.contact_card
where tenant_id = $1
  and id = any ($17)
  and (deleted_at is not null) = $4
  and merged_into is null
  and ($10::uuid[] is null or owner_id = any ($10))
  and ($2::uuid is null or owner_id = $2)
  and ($3::text is null or tags ? $3)
  and ($11::text is null or stage = $11)
  and ($12::uuid is null or company_id = $12)
  and ($13::text is null or time_zone = $13)
  and ($14::text is null or jsonb_build_object('clear', clear_fields, 'personal', fields) @? $14::jsonpath)
  and ($15::timestamptz is null or changed_at >= $15
    or exists (select from read.contact_timeline t where t.tenant_id = $1 and t.contact_id = contact_card.id and t.at >= $15))
  and ($16::timestamptz is null or changed_at < $16
    and not exists (select from read.contact_timeline t where t.tenant_id = $1 and t.contact_id = contact_card.id and t.at >= $16))
  and ($5::timestamptz is null or created_at >= $5)
  and ($6::timestamptz is null or created_at < $6)
  and ($8::uuid is null or (sort_name, id) < ($7::text, $8))
order by sort_name || '' desc, id desc
limit $9
