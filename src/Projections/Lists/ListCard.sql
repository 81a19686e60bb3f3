-- Lists that a reader sees, the newest first.
-- $1 tenant, $2 reader, $3 owners in reach, $4 and $5 behind this created_at and id, $6 rows
select *
from read.list_card l
where l.tenant_id = $1
  and not l.is_deleted
  and (
    $3::uuid[] is null or l.owner_id = any ($3)
    or (l.is_shared and exists (
      select from read.user_card mine
      join read.user_card theirs on theirs.tenant_id = mine.tenant_id and theirs.team_id = mine.team_id
      where mine.tenant_id = $1 and mine.id = $2 and theirs.id = l.owner_id)))
  and ($5::uuid is null or (l.created_at, l.id) < ($4::timestamptz, $5))
order by l.created_at desc, l.id desc
limit $6
