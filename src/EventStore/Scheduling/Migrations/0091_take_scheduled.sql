-- Takes a message out, first in the transaction of its effects. Whoever comes second waits for the first one's end, finds
-- nothing and is undone as a whole: that is what makes an effect that is an event happen once.
create function engagement.take_scheduled(p_tenant text, p_id uuid) returns void
language plpgsql as $$
begin
  delete from engagement.scheduled_messages m where m.tenant_id = p_tenant and m.id = p_id and m.parked_at is null;
  if not found then
    raise exception 'Message % was fired or cancelled before.', p_id using errcode = 'EN003';
  end if;
end $$;
revoke execute on function engagement.take_scheduled(text, uuid) from public;
grant execute on function engagement.take_scheduled(text, uuid) to engagement_app;
