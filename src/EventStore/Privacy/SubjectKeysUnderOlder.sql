select s.subject, s.version, s.tenant_key_version, s.wrapped
from engagement.subject_keys s
where s.tenant_id = $1 and s.subject > $2 and s.tenant_key_version < $3 and s.wrapped is not null
order by s.subject
limit 500
