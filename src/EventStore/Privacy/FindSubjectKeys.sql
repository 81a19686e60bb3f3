select s.subject, s.version, s.wrapped, t.version, t.master_id, t.wrapped
from engagement.subject_keys s
left join engagement.tenant_keys t on t.tenant_id = s.tenant_id and t.version = s.tenant_key_version
where s.tenant_id = $1 and s.subject = any ($2)
