-- Contacts $4 of bulk change $2, numbered from $3 on; each once. Gives those that are new.
insert into engagement.bulk_change_items (tenant_id, change_id, n, contact_id)
select $1, $2, $3 + c.n, c.id from unnest($4::uuid[]) with ordinality as c (id, n)
on conflict do nothing
returning contact_id
