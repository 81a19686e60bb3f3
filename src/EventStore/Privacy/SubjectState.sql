select state from engagement.subject_keys where tenant_id = $1 and subject = $2
