-- Contacts that look like one person, for review: ids, a number and codes, nothing personal. A pair is one row, whichever of
-- the two was found first: the smaller id stands first. What was dismissed keeps what it looked like then, so that stronger
-- evidence is known for such. State: open, dismissed, merged.
create table engagement.duplicate_pairs (
  tenant_id         varchar     not null,
  id                uuid        not null,
  first_id          uuid        not null,
  second_id         uuid        not null,
  score             int         not null,
  reasons           jsonb       not null,
  state             varchar     not null,
  found_at          timestamptz not null,
  dismissed_score   int,
  dismissed_reasons jsonb,
  dismissed_by      uuid,
  dismissed_at      timestamptz,
  constraint duplicate_pairs_pkey primary key (tenant_id, first_id, second_id),
  constraint duplicate_pairs_order check (first_id < second_id)
);

create unique index duplicate_pairs_id on engagement.duplicate_pairs (tenant_id, id);
create index duplicate_pairs_second on engagement.duplicate_pairs (tenant_id, second_id);
create index duplicate_pairs_queue on engagement.duplicate_pairs (tenant_id, state, score, id);

select engagement.protect('engagement.duplicate_pairs');

-- Up to which event each tenant's contacts have been compared, and which node compares them at the moment.
create table engagement.duplicate_work (
  tenant_id    varchar not null,
  position     bigint  not null,
  runner       uuid,
  runner_until timestamptz,
  turn_at      timestamptz,
  constraint duplicate_work_pkey primary key (tenant_id)
);

select engagement.protect('engagement.duplicate_work');

-- Looks at all contacts of a tenant: where each is. They move with every batch, in the transaction of what it found.
create table engagement.duplicate_scans (
  tenant_id  varchar     not null,
  id         uuid        not null,
  status     varchar     not null,
  started_at timestamptz not null,
  total      bigint      not null,
  done       bigint      not null default 0,
  found      bigint      not null default 0,
  last_id    uuid,
  ended_at   timestamptz,
  constraint duplicate_scans_pkey primary key (tenant_id, id)
);

-- One at a time.
create unique index duplicate_scans_running on engagement.duplicate_scans (tenant_id) where status = 'running';
create index duplicate_scans_started on engagement.duplicate_scans (tenant_id, started_at, id);

select engagement.protect('engagement.duplicate_scans');
