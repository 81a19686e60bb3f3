-- Foreign keys between tables of tenants that do not compare the tenants. Their checks and actions pass all policies.
select k.conname::text as name, format('%I.%I', n.nspname, c.relname) as relation
from pg_constraint k
join pg_class c on c.oid = k.conrelid
join pg_namespace n on n.oid = c.relnamespace
where k.contype = 'f'
  and exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'tenant_id' and not a.attisdropped)
  and exists (select from pg_attribute a where a.attrelid = k.confrelid and a.attname = 'tenant_id' and not a.attisdropped)
  and not exists (
    select from unnest(k.conkey, k.confkey) as pair (ours, theirs)
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.ours and a.attname = 'tenant_id'
    join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.theirs and b.attname = 'tenant_id')
order by 1, 2
