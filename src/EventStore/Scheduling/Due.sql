-- What is due at $1 of the kinds in $2, oldest first, leaving out the tenants that are being served.
select m.tenant_id, m.id, m.name, m.due_at, m.payload::text, m.attempts
from engagement.scheduled_messages m
where m.parked_at is null and m.fire_at <= $1 and m.name = any ($2) and m.tenant_id <> all ($3)
order by m.fire_at, m.id
limit 500
