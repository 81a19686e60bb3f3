-- All items were looked at, by runner $3.
with ended as (
  update engagement.bulk_changes
  set status = 'completed', ended_at = $4, value = null, runner = null, runner_until = null
  where tenant_id = $1 and id = $2 and runner = $3 and status = 'running'
  returning id)
select engagement.refuse('bulk-change-moved') where not exists (select from ended)
