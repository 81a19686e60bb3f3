-- A change of many contacts: previewed, confirmed, worked through, perhaps taken back. Rows, not events: it moves with every
-- batch, in the transaction of what the batch did. The plan says what is done to each contact; a field's value stands beside
-- it, encrypted by the Host, and goes when the work is over.
create table engagement.bulk_changes (
  tenant_id    varchar     not null,
  id           uuid        not null,
  owner_id     uuid        not null,
  principal    varchar     not null,
  correlation  varchar,
  status       varchar     not null,
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  plan         jsonb       not null,
  value        bytea,
  contacts     bigint,
  last_n       bigint      not null default 0,
  changed      bigint      not null default 0,
  unchanged    bigint      not null default 0,
  refused      bigint      not null default 0,
  failed       bigint      not null default 0,
  working_ms   bigint      not null default 0,
  undo_by      uuid,
  undo_n       bigint      not null default 0,
  changed_back bigint      not null default 0,
  kept         bigint      not null default 0,
  ended_at     timestamptz,
  runner       uuid,
  runner_until timestamptz,
  constraint bulk_changes_pkey primary key (tenant_id, id)
);

-- For the nodes, which look for work of all tenants, and for previews that nobody confirmed.
create index bulk_changes_open on engagement.bulk_changes (runner_until) where status in ('running', 'undoing');
create index bulk_changes_previews on engagement.bulk_changes (expires_at) where status = 'previewed';

select engagement.protect('engagement.bulk_changes');
