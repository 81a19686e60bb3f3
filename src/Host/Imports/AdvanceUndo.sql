-- Moves taking back on, from row $4 to row $5: by its runner alone. Anything else ends the transaction, and all with it.
with moved as (
  update engagement.contact_imports
  set undo_row = $5, deleted = $6, changed_back = $7, kept = $8, status = $10,
    runner_until = case when $10 = 'undoing' then now() + $9 * interval '1 second' end
  where tenant_id = $1 and id = $2 and runner = $3 and undo_row = $4 and status = 'undoing'
  returning id)
select engagement.refuse('import-moved') where not exists (select from moved)
