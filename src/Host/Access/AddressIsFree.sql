-- Refuses when somebody of tenant $1 is there with the address $2 (normalised), or was invited with it.
select engagement.refuse(case status when 'Invited' then 'already-invited' else 'email-taken' end)
from read.user_card
where tenant_id = $1 and lower(normalize(email)) = $2 and status <> 'Withdrawn'
