-- Previews that nobody confirmed in time ($1), a few at once, with their contacts.
with gone as (
  delete from engagement.bulk_changes
  where ctid = any (array(select ctid from engagement.bulk_changes where status = 'previewed' and expires_at < $1 limit 20))
    and status = 'previewed'
  returning tenant_id, id)
delete from engagement.bulk_change_items i using gone where i.tenant_id = gone.tenant_id and i.change_id = gone.id
