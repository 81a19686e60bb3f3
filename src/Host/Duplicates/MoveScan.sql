-- Moves scan $2 on, from behind contact $3 to behind contact $4, by $5 contacts: by the tenant's runner $6 alone. Anything else
-- ends the transaction, and all with it.
with moved as (
  update engagement.duplicate_scans s
  set last_id = $4, done = s.done + $5
  where s.tenant_id = $1 and s.id = $2 and s.status = 'running' and s.last_id is not distinct from $3
    and exists (select from engagement.duplicate_work w where w.tenant_id = $1 and w.runner = $6)
  returning id)
select engagement.refuse('duplicate-work-moved') where not exists (select from moved)
