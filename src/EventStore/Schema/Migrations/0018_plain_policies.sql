-- A policy's subselect is planned and started with every statement: a tenth of an append. The function as plain SQL is
-- inlined, so that a policy is one comparison with a setting; as a stable expression it still serves as an index key.
create function engagement.no_tenant() returns text
language plpgsql stable parallel safe as $$
begin
  raise exception 'No tenant is set for this transaction.'
    using errcode = 'insufficient_privilege', hint = 'Run select set_config(''app.tenant'', $1, true) first.';
end $$;

create or replace function engagement.tenant() returns text
language sql stable parallel safe
return coalesce(nullif(current_setting('app.tenant', true), ''), engagement.no_tenant());

create or replace function engagement.protect(
  target regclass,
  app_rights text default 'select, insert, update, delete',
  daemon_rights text default 'select, insert, update, delete')
returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security, force row level security', target);
  execute format('drop policy if exists tenant on %s', target);
  execute format('drop policy if exists daemon on %s', target);
  execute format(
    'create policy tenant on %s to engagement_app
       using (tenant_id = engagement.tenant()) with check (tenant_id = engagement.tenant())', target);
  execute format('create policy daemon on %s to engagement_daemon using (true) with check (true)', target);
  execute format('grant %s on %s to engagement_app', app_rights, target);
  execute format('grant %s on %s to engagement_daemon', daemon_rights, target);
end $$;

select engagement.protect('mt_streams', 'select, insert, update', 'select');
select engagement.protect('mt_events', 'select, insert', 'select');
