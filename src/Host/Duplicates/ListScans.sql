-- Scans of tenant $1, the newest first, behind $2 and $3; $4 rows.
select id, status, started_at, total, done, found, ended_at
from engagement.duplicate_scans
where tenant_id = $1 and ($3::uuid is null or (started_at, id) < ($2::timestamptz, $3))
order by started_at desc, id desc
limit $4
