insert into engagement.scheduled_messages (tenant_id, id, name, due_at, fire_at, payload)
values ($1, $2, $3, $4, $4, $5)
on conflict (tenant_id, id) do nothing
