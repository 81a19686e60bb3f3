-- A row when two users are in one team.
-- $1 tenant, $2 and $3 the users
select theirs.id
from read.user_card mine
join read.user_card theirs on theirs.tenant_id = mine.tenant_id and theirs.team_id = mine.team_id
where mine.tenant_id = $1 and mine.id = $2 and theirs.id = $3
