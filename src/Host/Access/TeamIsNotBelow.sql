-- Refuses when team $2 of tenant $1 is $3, or stands below it.
with recursive above as (
  select id, parent_id from read.team_card where tenant_id = $1 and id = $2
  union
  select parent.id, parent.parent_id from read.team_card parent join above on parent.id = above.parent_id where parent.tenant_id = $1
)
select engagement.refuse('team-below-itself') where exists (select from above where id = $3)
