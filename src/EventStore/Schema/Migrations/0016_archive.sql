-- Marks a stream and its events as archived, or takes the mark away; queues behind the stream's appends.
-- The mark is the one column of an event that the app may change; it is not part of what the event says.
grant update (is_archived) on mt_events to engagement_app;
create function engagement.archive(p_tenant text, p_stream uuid, p_archived boolean) returns void
language plpgsql as $$
declare
  ignored text := set_config('app.tenant', p_tenant, true);
begin
  update public.mt_streams s set is_archived = p_archived where s.tenant_id = p_tenant and s.id = p_stream;
  if not found then
    perform engagement.refuse_append(p_tenant, p_stream, null, null);
  end if;
  update public.mt_events e set is_archived = p_archived
  where e.tenant_id = p_tenant and e.stream_id = p_stream and e.is_archived is distinct from p_archived;
end $$;
