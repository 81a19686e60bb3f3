-- The keys that sign access tokens, made anew from time to time; wrapped by a master key like the other secrets.
create table engagement.signing_keys (
  kid           text        not null,
  number        integer     not null,
  master_key_id text        not null,
  wrapped       bytea       not null,
  created_at    timestamptz not null,
  revoked_at    timestamptz,
  constraint signing_keys_pkey primary key (kid),
  -- Whoever makes the next key takes the next number, so of all nodes one makes it.
  constraint signing_keys_number_key unique (number)
);

grant select, insert, update (master_key_id, wrapped, revoked_at) on engagement.signing_keys to engagement_keys;

-- Its predecessor. Tokens that it signed live for ten minutes at most, and clients refresh.
delete from engagement.host_secrets where name = 'access-token-signing';
