select m.fire_at from engagement.scheduled_messages m
where m.parked_at is null and m.name = any ($1)
order by m.fire_at
limit 1
