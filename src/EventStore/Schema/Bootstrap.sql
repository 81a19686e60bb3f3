create schema if not exists engagement;
create table if not exists engagement.migrations (
  id varchar primary key,
  checksum varchar not null,
  applied_at timestamptz not null default now()
);
