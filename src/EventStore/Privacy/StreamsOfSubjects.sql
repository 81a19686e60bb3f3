select s.stream_id from engagement.subject_streams s where s.tenant_id = $1 and s.subject = any ($2)
