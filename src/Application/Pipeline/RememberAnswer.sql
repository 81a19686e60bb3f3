-- A key that is still remembered violates idempotency_pkey, and the whole command is rolled back.
insert into engagement.idempotency
  (tenant_id, principal, route, key, request_hash, stream_id, version, rejection_code, rejection_detail,
   rejection_reasons, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
