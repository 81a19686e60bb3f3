-- Addresses of contacts as they stood at an event: contact, event, kind and hash in $2 to $5. Nothing of who is to be erased,
-- and nothing of contacts of which another event is there by now: what they have is written with it, or read again.
insert into engagement.contact_addresses (tenant_id, contact_id, kind, hash)
select $1, f.contact_id, f.kind, f.hash
from unnest($2::uuid[], $3::bigint[], $4::int[], $5::bytea[]) as f (contact_id, as_of, kind, hash)
where not exists (select from engagement.erasures e where e.tenant_id = $1 and e.subject = f.contact_id::text)
  and not exists (
    select from public.mt_events e where e.tenant_id = $1 and e.stream_id = f.contact_id and e.seq_id > f.as_of)
on conflict do nothing
