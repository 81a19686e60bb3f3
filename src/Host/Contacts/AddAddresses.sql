-- What contacts have: contact, kind and hash in $2, $3, $4. Nothing of who is to be erased.
insert into engagement.contact_addresses (tenant_id, contact_id, kind, hash)
select $1, added.contact_id, added.kind, added.hash
from unnest($2::uuid[], $3::int[], $4::bytea[]) as added (contact_id, kind, hash)
where not exists (
  select from engagement.erasures e where e.tenant_id = $1 and e.subject = added.contact_id::text)
on conflict do nothing
