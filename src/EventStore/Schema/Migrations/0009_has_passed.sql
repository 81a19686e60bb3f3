-- Whether a shard has processed everything up to a sequence. The app asks this and nothing else: how many events
-- the other tenants have is none of its business.
create function engagement.has_passed(shard text, sequence bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from public.mt_event_progression p where p.name = shard and p.last_seq_id >= sequence)
$$;
revoke execute on function engagement.has_passed(text, bigint) from public;
grant execute on function engagement.has_passed(text, bigint) to engagement_app, engagement_daemon;
