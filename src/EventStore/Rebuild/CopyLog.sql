copy (
  select e.seq_id, e.id, e.stream_id, e.version, e.data, e.type, e.timestamp, e.tenant_id, e.correlation_id, e.causation_id, e.user_name, e.headers
  from public.mt_events e
  where e.seq_id > {0} and e.seq_id <= {1} and e.type = any (array[{2}]::varchar[]) {3}
    and e.tenant_id not in (select o.tenant_id from engagement.off_boardings o where o.keys_destroyed_at is not null)
  order by e.seq_id
) to stdout (format binary)
