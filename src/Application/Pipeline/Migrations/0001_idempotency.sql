-- What a command answered under a client's Idempotency-Key: enough to answer the same again, and no personal data.
create table engagement.idempotency (
  tenant_id varchar not null,
  principal varchar not null,
  route varchar not null,
  key varchar not null,
  request_hash bytea not null,
  stream_id uuid not null,
  version bigint not null,
  rejection_code varchar,
  rejection_detail varchar,
  rejection_reasons jsonb,
  created_at timestamptz not null,
  constraint idempotency_pkey primary key (tenant_id, principal, route, key)
);
create index idempotency_created_at on engagement.idempotency (tenant_id, created_at);
select engagement.protect('engagement.idempotency');
