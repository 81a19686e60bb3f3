-- $1 streams of ten events each, of 500 tenants, one of which has 40 %.
insert into public.mt_streams (tenant_id, id, type, version)
select case when s % 5 < 2 then 'tenant-0' else 'tenant-' || 1 + s % 499 end, ('00000000-0000-7000-8000-' || lpad(to_hex(s), 12, '0'))::uuid, 'ledger', 10
from generate_series(0, $1 - 1) s
