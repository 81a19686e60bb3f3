-- Whoever comes second takes the first one's key; an erased person's row is in the way for good.
insert into engagement.subject_keys (tenant_id, subject, tenant_key_version, wrapped)
select $1, k.subject, $4, k.wrapped from unnest($2, $3) as k (subject, wrapped)
order by k.subject
on conflict do nothing
