-- Why an append found no stream to move on: raises ES001 with {"stream","expected","actual","archived"}.
create function engagement.refuse_append(p_tenant text, p_stream uuid, p_type text, p_expected bigint) returns void
language plpgsql as $$
declare
  found_version bigint;
  found_archived boolean;
begin
  select s.version, s.is_archived into found_version, found_archived
  from public.mt_streams s where s.tenant_id = p_tenant and s.id = p_stream;
  raise exception using errcode = 'ES001', message = json_build_object(
    'stream', p_stream,
    'expected', case when p_type is not null then 0 else p_expected end,
    'actual', coalesce(found_version, 0),
    'archived', coalesce(found_archived, false));
end $$;
