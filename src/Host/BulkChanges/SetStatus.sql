-- What is over keeps no value.
update engagement.bulk_changes
set status = $3, ended_at = coalesce($4, ended_at), value = null, undo_by = coalesce($5, undo_by), runner = null, runner_until = null
where tenant_id = $1 and id = $2
