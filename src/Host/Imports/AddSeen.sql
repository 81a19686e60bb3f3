insert into engagement.contact_import_seen (tenant_id, import_id, hash, row)
select $1, $2, s.hash, s.row from unnest($3::bytea[], $4::bigint[]) as s (hash, row)
on conflict do nothing
