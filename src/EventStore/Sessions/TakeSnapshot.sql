insert into engagement.snapshots as s (tenant_id, stream_id, aggregate, code, version, position, subject, data)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (tenant_id, stream_id, aggregate) do update
set code = excluded.code, version = excluded.version, position = excluded.position, subject = excluded.subject,
  data = excluded.data, taken_at = now()
where s.code <> excluded.code or s.version < excluded.version
