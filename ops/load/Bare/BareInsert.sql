with moved as (
  update bare.mt_streams s set version = s.version + 1, timestamp = now()
  where s.tenant_id = $1 and s.id = $2 and s.version = $3
  returning s.version
)
insert into bare.mt_events
  (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, user_name)
select nextval('bare.mt_events_sequence'), $4, $2, moved.version, $5, $6, now(), $1, $7, $8, $9, $10 from moved
