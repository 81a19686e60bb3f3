-- Sealed history: each round seals what all tenants appended since the one before. Rows are never changed or removed:
-- no role but the owner has the right to, and what the owner does is found by the chain, the signatures and the anchor.
create table engagement.history_rounds (
  number bigint not null,
  from_sequence bigint not null,
  up_to bigint not null,
  tenants varchar[] not null,
  numbers bigint[] not null,
  hashes bytea not null,
  previous bytea not null,
  sealed_at timestamptz not null,
  key_id varchar not null,
  hash bytea not null,
  signature bytea not null,
  constraint history_rounds_pkey primary key (number),
  constraint history_rounds_once unique (up_to)
);
grant select, insert on engagement.history_rounds to engagement_daemon;

-- One block for each tenant that had events in the round. leaves: 56 bytes for each event (see LeafEntry).
create table engagement.history_blocks (
  tenant_id varchar not null,
  number bigint not null,
  round bigint not null,
  from_sequence bigint not null,
  to_sequence bigint not null,
  count int not null,
  root bytea not null,
  previous bytea not null,
  sealed_at timestamptz not null,
  key_id varchar not null,
  signature bytea not null,
  leaves bytea not null,
  constraint history_blocks_pkey primary key (tenant_id, number),
  constraint history_blocks_once unique (tenant_id, to_sequence)
);
create index history_blocks_round on engagement.history_blocks (round);
alter table engagement.history_blocks alter column leaves set storage external;
select engagement.protect('engagement.history_blocks', 'select', 'select, insert');
