-- A page of contacts; ContactListSql fills in of which it is made, and their order.
-- $1 tenant, $2 owner, $3 tag, $4 deleted, $5 created from, $6 created before, $7 rows, $8 owners in reach, $9 stage, $10 company,
-- $11 time zone, $12 what the fields must say, $13 touched from, $14 touched before,
-- $15 and $16 behind this place and id, $17 is that of NextContacts.sql or GivenContacts.sql
select c.*
from {0} c
where c.tenant_id = $1
  and (c.deleted_at is not null) = $4
  and c.merged_into is null
  and ($8::uuid[] is null or c.owner_id = any ($8))
  and ($2::uuid is null or c.owner_id = $2)
  and ($3::text is null or c.tags ? $3)
  and ($9::text is null or c.stage = $9)
  and ($10::uuid is null or c.company_id = $10)
  and ($11::text is null or c.time_zone = $11)
  and ($12::text is null or jsonb_build_object('clear', c.clear_fields, 'personal', c.fields) @? $12::jsonpath)
  and ($13::timestamptz is null or c.changed_at >= $13
    or exists (select from read.contact_timeline t where t.tenant_id = $1 and t.contact_id = c.id and t.at >= $13))
  and ($14::timestamptz is null or c.changed_at < $14
    and not exists (select from read.contact_timeline t where t.tenant_id = $1 and t.contact_id = c.id and t.at >= $14))
  and ($5::timestamptz is null or c.created_at >= $5)
  and ($6::timestamptz is null or c.created_at < $6)
  and ($16::uuid is null or (c.{1}, c.id) {2} ($15, $16))
order by c.{1} {3}, c.id {3}
limit $7
