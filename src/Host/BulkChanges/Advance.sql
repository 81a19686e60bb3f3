-- Moves a bulk change on, from item $4 to item $5, with what became of the items: by its runner alone, and only while nobody
-- stopped it. Anything else ends the transaction, and the items with it.
with moved as (
  update engagement.bulk_changes
  set last_n = $5, changed = changed + $6, unchanged = unchanged + $7, refused = refused + $8, failed = failed + $9,
    working_ms = working_ms + $10, runner_until = now() + $11 * interval '1 second'
  where tenant_id = $1 and id = $2 and runner = $3 and last_n = $4 and status = 'running'
  returning id)
select engagement.refuse('bulk-change-moved') where not exists (select from moved)
