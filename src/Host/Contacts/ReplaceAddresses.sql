-- Takes away what contacts do not have any more. $2, $3, $4: contact, kind and hash of what they have; $5, $6: contacts and
-- kinds of which that is all.
delete from engagement.contact_addresses a
using unnest($5::uuid[], $6::int[]) as said (contact_id, kind)
where a.tenant_id = $1 and a.contact_id = said.contact_id and a.kind = said.kind
  and not exists (
    select from unnest($2::uuid[], $3::int[], $4::bytea[]) as kept (contact_id, kind, hash)
    where kept.contact_id = a.contact_id and kept.hash = a.hash)
