-- From the dry run to the real one: the same rows again, from the first.
update engagement.contact_imports
set status = 'importing', pass = 1, last_row = 0, done_rows = 0, created = 0, changed = 0, duplicate = 0, unchanged = 0, refused = 0,
  working_ms = 0, file_until = null
where tenant_id = $1 and id = $2
