insert into engagement.contact_import_rows (tenant_id, import_id, pass, row, verdict, contact_id, version, events, reasons)
select $1, $2, $3, r.row, r.verdict, r.contact_id, r.version, r.events, r.reasons::jsonb
from unnest($4::bigint[], $5::varchar[], $6::uuid[], $7::bigint[], $8::int[], $9::text[]) as r (row, verdict, contact_id, version, events, reasons)
