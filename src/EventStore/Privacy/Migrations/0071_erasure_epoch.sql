-- Rises with every erasure, after the key is destroyed and before anything is purged. Whoever writes down what he has
-- decrypted looks at it before he reads: keys in memory from before it are forgotten then.
create table engagement.erasure_epoch (
  is_only boolean not null default true,
  value bigint not null,
  constraint erasure_epoch_pkey primary key (is_only),
  constraint erasure_epoch_only check (is_only)
);
insert into engagement.erasure_epoch (value) values (0);

create function engagement.erasure_epoch() returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.value from engagement.erasure_epoch e
$$;

create function engagement.advance_erasure_epoch() returns bigint
language sql security definer set search_path = pg_catalog, pg_temp as $$
  update engagement.erasure_epoch e set value = e.value + 1 returning e.value
$$;

revoke execute on function engagement.erasure_epoch(), engagement.advance_erasure_epoch() from public;
grant execute on function engagement.erasure_epoch(), engagement.advance_erasure_epoch() to engagement_app, engagement_daemon;
