-- Refuses when tenant $1 has no open team $2.
select engagement.refuse('unknown-team')
where not exists (select from read.team_card where tenant_id = $1 and id = $2 and not is_closed)
