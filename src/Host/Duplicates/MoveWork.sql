-- Moves a tenant's work on, from event $3 to event $4: by its runner $2 alone, whose lease is renewed. Anything else ends the
-- transaction, and all with it.
with moved as (
  update engagement.duplicate_work
  set position = $4, runner_until = now() + $5 * interval '1 second'
  where tenant_id = $1 and runner = $2 and position = $3
  returning tenant_id)
select engagement.refuse('duplicate-work-moved') where not exists (select from moved)
