-- Moves taking back on, from item $4 to item $5: by its runner alone. Anything else ends the transaction, and all with it.
with moved as (
  update engagement.bulk_changes
  set undo_n = $5, changed_back = changed_back + $6, kept = kept + $7, status = $9,
    runner_until = case when $9 = 'undoing' then now() + $8 * interval '1 second' end
  where tenant_id = $1 and id = $2 and runner = $3 and undo_n = $4 and status = 'undoing'
  returning id)
select engagement.refuse('bulk-change-moved') where not exists (select from moved)
