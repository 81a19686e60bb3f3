-- The users of a manager's team and of all teams below it; one row with the nil uuid when the manager is in no team.
-- $1 tenant, $2 manager
with recursive mine as (
  select team_id from read.user_card where tenant_id = $1 and id = $2
), team as (
  select team_id as id from mine where team_id is not null
  union
  select below.id from read.team_card below join team on below.parent_id = team.id where below.tenant_id = $1
)
select u.id from read.user_card u join team on u.team_id = team.id where u.tenant_id = $1
union all
select '00000000-0000-0000-0000-000000000000' from mine where team_id is null
