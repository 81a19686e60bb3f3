-- Secrets of the installation, shared by all nodes and wrapped by a master key: token signing, address look-up.
create schema if not exists engagement;

create table engagement.host_secrets (
  name          text        not null,
  master_key_id text        not null,
  wrapped       bytea       not null,
  created_at    timestamptz not null default now(),
  constraint host_secrets_pkey primary key (name)
);

grant usage on schema engagement to engagement_keys;
grant select, insert on engagement.host_secrets to engagement_keys;
