copy (
  select seq_id, id, stream_id, version, data, type, timestamp, tenant_id, correlation_id, causation_id, user_name, headers
  from public.mt_events
  where seq_id > 0 and seq_id <= 1000000000 and type = any (array['ledger_opened', 'ledger_posted'])
  order by seq_id
) to stdout (format binary)
