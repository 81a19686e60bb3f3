-- Whoever comes second takes the first one's key; an erased person's row is in the way for good. Nothing is added under
-- a tenant key that has been destroyed meanwhile.
insert into engagement.subject_keys (tenant_id, subject, tenant_key_version, wrapped)
select $1, k.subject, $4, k.wrapped from unnest($2, $3) as k (subject, wrapped)
where exists (select from engagement.tenant_keys t where t.tenant_id = $1 and t.version = $4)
order by k.subject
on conflict do nothing
