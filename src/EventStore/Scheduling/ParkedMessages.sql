select m.tenant_id, m.id, m.name, m.due_at, m.attempts, m.fault, m.parked_at
from engagement.scheduled_messages m
where m.parked_at is not null
order by m.parked_at desc, m.id
limit 1000
