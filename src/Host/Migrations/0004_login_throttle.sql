-- How often it was tried to sign in lately, by account and network, by network, by account, by device. It is asked before
-- a tenant is known, so the rows belong to none: a bucket is a keyed hash, made outside the database, and the rest counts.
-- No role may read or write the table; the functions below do, and tell nothing but how long to wait.
create table engagement.login_tries (
  bucket    bytea       not null,
  tries     integer     not null,
  last_at   timestamptz not null,
  forget_at timestamptz not null,
  constraint login_tries_pkey primary key (bucket)
);

create index login_tries_forget_at on engagement.login_tries (forget_at);

-- Takes one try from every bucket, or from none when one of them is full: 0, or the seconds to wait. A bucket with a delay
-- is never full for long: beyond its limit each try waits twice as long as the one before, up to the longest delay, and
-- the bucket is forgotten when it was left alone for its window. One without is full until its window is over.
-- All who try to sign in with the same buckets queue for their rows, in the order of the keys so that nobody waits crosswise.
create function engagement.take_login_try(
  p_buckets bytea[], p_limits integer[], p_windows integer[], p_delays integer[], p_longest integer, p_now timestamptz)
returns integer
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  wait interval;
begin
  insert into engagement.login_tries as t (bucket, tries, last_at, forget_at)
  select b, 0, p_now, p_now from unnest(p_buckets) b order by b
  on conflict (bucket) do update set tries = case when t.forget_at > p_now then t.tries else 0 end;

  select max(case
      when t.tries < b.most then interval '0'
      when b.delay = 0 then t.forget_at - p_now
      else t.last_at + make_interval(secs => least(p_longest, b.delay * 2 ^ least(t.tries - b.most, 20))) - p_now
    end)
  into wait
  from unnest(p_buckets, p_limits, p_windows, p_delays) as b (bucket, most, span, delay)
  join engagement.login_tries t on t.bucket = b.bucket;

  if wait <= interval '0' then
    update engagement.login_tries t
    set tries = t.tries + 1,
        last_at = p_now,
        forget_at = case when b.delay > 0 or t.tries = 0 then p_now + make_interval(secs => b.span) else t.forget_at end
    from unnest(p_buckets, p_limits, p_windows, p_delays) as b (bucket, most, span, delay)
    where t.bucket = b.bucket;
  end if;

  -- Whoever tries also clears up, last, and waits for nobody: what others hold is left to them.
  delete from engagement.login_tries
  where bucket in (
    select t.bucket from engagement.login_tries t
    where t.forget_at <= p_now order by t.forget_at limit 20 for update skip locked);
  return greatest(ceil(extract(epoch from wait)), 0);
end $$;

-- Gives a try back to some buckets, and all tries to others.
create function engagement.give_back_login_try(p_one bytea[], p_all bytea[])
returns integer
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
  with held as (
    select t.bucket from engagement.login_tries t
    where t.bucket = any (p_one || p_all) order by t.bucket for update
  ), given as (
    update engagement.login_tries t
    set tries = case when t.bucket = any (p_all) then 0 else greatest(t.tries - 1, 0) end
    from held where t.bucket = held.bucket
    returning t.bucket
  )
  select count(*)::integer from given
$$;

-- The networks from which users have signed in, as keyed hashes: tries from there are not counted as a stranger's.
create table engagement.known_networks (
  tenant_id varchar     not null,
  user_id   uuid        not null,
  network   bytea       not null,
  last_at   timestamptz not null,
  constraint known_networks_pkey primary key (tenant_id, user_id, network),
  constraint known_networks_user_fkey foreign key (tenant_id, user_id)
    references engagement.credentials (tenant_id, user_id) on delete cascade
);

select engagement.protect('engagement.known_networks');

-- The function below runs as the owner, and row-level security is forced on owners too.
create policy sign_in on engagement.known_networks for select to current_user using (true);

-- Whether the account with this address has signed in from this network: asked before a tenant is known.
create function engagement.knows_network(p_email bytea, p_network bytea, p_since timestamptz)
returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from engagement.credentials c
    join engagement.known_networks n on n.tenant_id = c.tenant_id and n.user_id = c.user_id
    where c.email_hash = p_email and n.network = p_network and n.last_at > p_since)
$$;

revoke all on function engagement.take_login_try(bytea[], integer[], integer[], integer[], integer, timestamptz) from public;
revoke all on function engagement.give_back_login_try(bytea[], bytea[]) from public;
revoke all on function engagement.knows_network(bytea, bytea, timestamptz) from public;
grant execute on function engagement.take_login_try(bytea[], integer[], integer[], integer[], integer, timestamptz) to engagement_app;
grant execute on function engagement.give_back_login_try(bytea[], bytea[]) to engagement_app;
grant execute on function engagement.knows_network(bytea, bytea, timestamptz) to engagement_app;
