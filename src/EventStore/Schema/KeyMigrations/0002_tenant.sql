-- The tenant of the running transaction: the policies' one source. Without one, nothing may be read or written.
create function engagement.tenant() returns text
language plpgsql stable parallel safe as $$
declare
  tenant constant text := current_setting('app.tenant', true);
begin
  if tenant is null or tenant = '' then
    raise exception 'No tenant is set for this transaction.'
      using errcode = 'insufficient_privilege', hint = 'Run select set_config(''app.tenant'', $1, true) first.';
  end if;
  return tenant;
end $$;
