update engagement.duplicate_work set runner = null, runner_until = null where tenant_id = $1 and runner = $2
