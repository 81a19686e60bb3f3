update engagement.contact_imports set status = $3, ended_at = $4, file_until = $5, runner = null, runner_until = null
where tenant_id = $1 and id = $2
