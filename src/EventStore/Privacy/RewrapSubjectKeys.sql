-- Keys that were destroyed or wrapped by somebody else meanwhile are left alone.
update engagement.subject_keys s set wrapped = n.wrapped, tenant_key_version = $2
from unnest($3, $4, $5) as n (subject, older, wrapped)
where s.tenant_id = $1 and s.subject = n.subject and s.tenant_key_version = n.older and s.wrapped is not null
