select
  (select count(*) from engagement.scheduled_messages m where m.parked_at is null) as pending,
  (select count(*) from engagement.scheduled_messages m where m.parked_at is null and m.fire_at < $1) as overdue,
  (select count(*) from engagement.scheduled_messages m where m.parked_at is not null) as parked,
  coalesce(extract(epoch from $1 - (select min(m.fire_at) from engagement.scheduled_messages m where m.parked_at is null and m.fire_at < $1)), 0)::double precision
    as overdue_seconds
