update engagement.scheduled_messages m set parked_at = null, attempts = 0, fire_at = $1 where m.parked_at is not null
