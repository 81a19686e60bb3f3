-- Takes the stream's row lock and moves its version on by p_count; gives the new version.
-- p_type: alias of the aggregate, for a stream that must be new. p_expected: the version it must have, or null.
-- Raises ES001 with {"stream","expected","actual"} when the stream is elsewhere. Everybody holds the appenders' lock
-- (class 7301, shared) from before a number is drawn until the commit is visible: readers wait for its holders.
create function engagement.advance_stream(
  p_tenant text, p_stream uuid, p_type text, p_expected bigint, p_count int)
returns bigint language plpgsql as $$
declare
  reached bigint;
  actual bigint;
begin
  perform pg_advisory_xact_lock_shared(7301, 1);
  if p_type is not null then
    insert into public.mt_streams (tenant_id, id, type, version) values (p_tenant, p_stream, p_type, p_count)
    on conflict do nothing
    returning version into reached;
  else
    update public.mt_streams s set version = s.version + p_count, timestamp = now()
    where s.tenant_id = p_tenant and s.id = p_stream and (p_expected is null or s.version = p_expected)
    returning s.version into reached;
  end if;
  if reached is null then
    select s.version into actual from public.mt_streams s where s.tenant_id = p_tenant and s.id = p_stream;
    raise exception using errcode = 'ES001', message = json_build_object(
      'stream', p_stream,
      'expected', case when p_type is not null then 0 else p_expected end,
      'actual', coalesce(actual, 0));
  end if;
  return reached;
end $$;
