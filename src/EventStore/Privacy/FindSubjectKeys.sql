-- Of a tenant that has left, everybody reads as erased.
select s.subject, s.version, s.wrapped, t.version, t.master_id, t.wrapped
from engagement.subject_keys s
left join engagement.tenant_keys t on t.tenant_id = s.tenant_id and t.version = s.tenant_key_version
where s.tenant_id = $1 and s.subject = any ($2)
  and not exists (select from engagement.tenant_fences f where f.tenant_id = $1)
union all
select u.subject, 0, null, null, null, null
from unnest($2) as u (subject)
where exists (select from engagement.tenant_fences f where f.tenant_id = $1)
