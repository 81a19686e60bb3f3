-- Work on files of contacts: where it stands. Rows, not events: it moves with every batch, in the transaction of what the
-- batch did. Settings hold how the file is to be read, and nothing of what stands in it. The file's key is wrapped by the
-- Host and goes with the file.
create table engagement.contact_imports (
  tenant_id    varchar     not null,
  id           uuid        not null,
  owner_id     uuid        not null,
  principal    varchar     not null,
  correlation  varchar,
  status       varchar     not null,
  created_at   timestamptz not null,
  settings     jsonb,
  file_key     bytea,
  file_until   timestamptz,
  pass         int         not null default 0,
  total_rows   bigint,
  last_row     bigint      not null default 0,
  done_rows    bigint      not null default 0,
  created      bigint      not null default 0,
  changed      bigint      not null default 0,
  duplicate    bigint      not null default 0,
  unchanged    bigint      not null default 0,
  refused      bigint      not null default 0,
  working_ms   bigint      not null default 0,
  undo_row     bigint      not null default 0,
  deleted      bigint      not null default 0,
  changed_back bigint      not null default 0,
  kept         bigint      not null default 0,
  ended_at     timestamptz,
  runner       uuid,
  runner_until timestamptz,
  constraint contact_imports_pkey primary key (tenant_id, id)
);

-- For the nodes, which look for work of all tenants.
create index contact_imports_open on engagement.contact_imports (runner_until)
  where status in ('checking', 'importing', 'undoing');
create index contact_imports_files on engagement.contact_imports (file_until) where file_until is not null;

select engagement.protect('engagement.contact_imports');

-- A file in pieces, each encrypted under the file's key: compressing them again would be in vain.
create table engagement.contact_import_parts (
  tenant_id varchar not null,
  import_id uuid    not null,
  part      int     not null,
  content   bytea   not null,
  constraint contact_import_parts_pkey primary key (tenant_id, import_id, part)
);

alter table engagement.contact_import_parts alter column content set storage external;

select engagement.protect('engagement.contact_import_parts');

-- What became of each row. Pass 0 is a dry run, 1 the real one. Reasons name columns and say what is wrong with them, never
-- what stands there. Version is the contact's after the row; undone says what became of it when the import was taken back.
create table engagement.contact_import_rows (
  tenant_id  varchar not null,
  import_id  uuid    not null,
  pass       int     not null,
  row        bigint  not null,
  verdict    varchar not null,
  contact_id uuid,
  version    bigint,
  events     int,
  reasons    jsonb,
  undone     varchar,
  constraint contact_import_rows_pkey primary key (tenant_id, import_id, pass, row)
);

create index contact_import_rows_verdict on engagement.contact_import_rows (tenant_id, import_id, pass, verdict, row);
create index contact_import_rows_contact on engagement.contact_import_rows (tenant_id, contact_id) where contact_id is not null;

select engagement.protect('engagement.contact_import_rows');

-- Addresses of those whom a dry run would add: it adds nobody whom the next row could be found to be. Gone when it ends.
create table engagement.contact_import_seen (
  tenant_id varchar not null,
  import_id uuid    not null,
  hash      bytea   not null,
  row       bigint  not null,
  constraint contact_import_seen_pkey primary key (tenant_id, import_id, hash)
);

select engagement.protect('engagement.contact_import_seen');
