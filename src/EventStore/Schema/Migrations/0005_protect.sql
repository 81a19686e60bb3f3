-- Puts a table that has tenant_id under row-level security: the app sees its tenant's rows, the daemon all.
-- The rights are what each role may do with the rows it sees.
create function engagement.protect(
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
       using (tenant_id = (select engagement.tenant())) with check (tenant_id = (select engagement.tenant()))', target);
  execute format('create policy daemon on %s to engagement_daemon using (true) with check (true)', target);
  execute format('grant %s on %s to engagement_app', app_rights, target);
  execute format('grant %s on %s to engagement_daemon', daemon_rights, target);
end $$;
