-- Who was to be erased and how far that is: what a node that starts finds is still to be done. Ids and times only, so it
-- stays as the proof.
create table engagement.erasures (
  tenant_id varchar not null,
  subject varchar not null,
  requested_at timestamptz not null default now(),
  key_destroyed_at timestamptz,
  purged_at timestamptz,
  streams int,
  constraint erasures_pkey primary key (tenant_id, subject),
  constraint erasures_order check (purged_at is null or key_destroyed_at is not null)
);
create index erasures_open on engagement.erasures (requested_at) where purged_at is null;
select engagement.protect('engagement.erasures', 'select, insert, update, delete', 'select, update, delete');

-- The same for whole tenants.
create table engagement.off_boardings (
  tenant_id varchar not null,
  requested_at timestamptz not null default now(),
  keys_destroyed_at timestamptz,
  last_sequence bigint,
  purged_at timestamptz,
  constraint off_boardings_pkey primary key (tenant_id),
  constraint off_boardings_order check (purged_at is null or keys_destroyed_at is not null)
);
select engagement.protect('engagement.off_boardings', 'select, insert, update, delete', 'select, update, delete');
