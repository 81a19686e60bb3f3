update engagement.contact_imports set status = $3, ended_at = coalesce($4, ended_at), runner = null, runner_until = null
where tenant_id = $1 and id = $2
