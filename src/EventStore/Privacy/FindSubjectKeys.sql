-- Each person by the index: beside a list of people the planner has gone through all of a tenant's whose table had just
-- grown. Of a tenant that has left, everybody reads as erased.
select s.subject, s.version, s.wrapped, t.version, t.master_id, t.wrapped
from unnest($2) as u (subject)
cross join lateral (
  select k.subject, k.version, k.wrapped, k.tenant_key_version
  from engagement.subject_keys k
  where k.tenant_id = $1 and k.subject = u.subject
  limit 1) s
left join engagement.tenant_keys t on t.tenant_id = $1 and t.version = s.tenant_key_version
where not exists (select from engagement.tenant_fences f where f.tenant_id = $1)
union all
select u.subject, 0, null, null, null, null
from unnest($2) as u (subject)
where exists (select from engagement.tenant_fences f where f.tenant_id = $1)
