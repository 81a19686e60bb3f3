-- After a failed try: later ($4), or not again until an operator wants it ($4 null).
update engagement.scheduled_messages m
set attempts = m.attempts + 1, fault = $3, fire_at = coalesce($4, m.fire_at), parked_at = case when $4 is null then $5 end
where m.tenant_id = $1 and m.id = $2 and m.attempts = $6
