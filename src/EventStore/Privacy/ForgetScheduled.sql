-- Nothing that a tenant had planned happens after its end.
delete from engagement.scheduled_messages m
where m.tenant_id = $1 and m.id in (
  select w.id from engagement.scheduled_messages w where w.tenant_id = $1 limit 5000)
