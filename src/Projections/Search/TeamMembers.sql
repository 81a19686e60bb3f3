-- $1 tenant, $2 team
select id from read.user_card where tenant_id = $1 and team_id = $2
