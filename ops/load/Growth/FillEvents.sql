-- Ten events for each of the streams $1 up to $2, interleaved as they would be: ten streams at a time.
insert into public.mt_events
  (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, user_name)
select nextval('public.mt_events_sequence'), gen_random_uuid(), ('00000000-0000-7000-8000-' || lpad(to_hex(s), 12, '0'))::uuid, v,
  jsonb_build_object('Amount', s % 1000, 'Kind', 'invoice', 'Note', repeat('x', 60)), 'ledger_posted', now(),
  case when s % 5 < 2 then 'tenant-0' else 'tenant-' || 1 + s % 499 end,
  'SalesEngagement.Proof.LedgerPosted, SalesEngagement.Load', md5(s::text), md5(v::text), 'user-1'
from generate_series($1, $2 - 1, 10) block, generate_series(1, 10) v, lateral generate_series(block, least(block + 9, $2 - 1)) s
order by block, v
