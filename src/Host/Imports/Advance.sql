-- Moves an import on, from row $4 to row $5, with what the rows did: by its runner alone, and only while nobody stopped it.
-- Anything else ends the transaction, and the rows with it.
with moved as (
  update engagement.contact_imports
  set last_row = $5, done_rows = done_rows + $6, created = created + $7, changed = changed + $8, duplicate = duplicate + $9,
    unchanged = unchanged + $10, refused = refused + $11, working_ms = working_ms + $12, runner_until = now() + $13 * interval '1 second'
  where tenant_id = $1 and id = $2 and runner = $3 and last_row = $4 and status in ('checking', 'importing')
  returning id)
select engagement.refuse('import-moved') where not exists (select from moved)
