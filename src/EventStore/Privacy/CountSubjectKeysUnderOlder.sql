select count(*)::int from engagement.subject_keys s
where s.tenant_id = $1 and s.tenant_key_version < $2 and s.wrapped is not null
