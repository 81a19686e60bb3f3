update engagement.contact_imports set total_rows = coalesce($4, total_rows), runner_until = now() + $5 * interval '1 second'
where tenant_id = $1 and id = $2 and runner = $3
