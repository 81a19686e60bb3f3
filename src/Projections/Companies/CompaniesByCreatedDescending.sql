-- Companies, the newest first.
-- $1 tenant, $2 owner, $3 tag, $4 deleted, $5 industry, $6 domain, $7 and $8 behind this created_at and id, $9 rows, $10 owners in reach,
-- $11 what the fields must say
select *
from read.company_card
where tenant_id = $1
  and (deleted_at is not null) = $4
  and ($10::uuid[] is null or owner_id = any ($10))
  and ($2::uuid is null or owner_id = $2)
  and ($3::text is null or tags ? $3)
  and ($5::text is null or industry = $5)
  and ($6::text is null or domain = $6)
  and ($11::text is null or jsonb_build_object('clear', clear_fields) @? $11::jsonpath)
  and ($8::uuid is null or (created_at, id) < ($7::timestamptz, $8))
order by created_at desc, id desc
limit $9
