-- Bulk changes that were confirmed, the newest first.
-- $1 tenant, $2 owners in reach, $3 and $4 behind this created_at and id, $5 rows
select *
from engagement.bulk_changes
where tenant_id = $1
  and status <> 'previewed'
  and ($2::uuid[] is null or owner_id = any ($2))
  and ($4::uuid is null or (created_at, id) < ($3::timestamptz, $4))
order by created_at desc, id desc
limit $5
