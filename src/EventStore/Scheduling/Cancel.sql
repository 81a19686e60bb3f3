delete from engagement.scheduled_messages m where m.tenant_id = $1 and m.id = $2
