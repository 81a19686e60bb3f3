update engagement.bulk_changes set runner = null, runner_until = null where tenant_id = $1 and id = $2 and runner = $3
