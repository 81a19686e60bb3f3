-- Refuses while team $2 of tenant $1 has users who are or may come, or open teams below.
select engagement.refuse('team-not-empty')
where exists (select from read.user_card where tenant_id = $1 and team_id = $2 and status <> 'Withdrawn')
  or exists (select from read.team_card where tenant_id = $1 and parent_id = $2 and not is_closed)
