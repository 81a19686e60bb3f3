-- Previews of user $2 but the newest $3, with their contacts: who looks again and again leaves no heap.
with older as (
  select id from engagement.bulk_changes
  where tenant_id = $1 and owner_id = $2 and status = 'previewed'
  order by created_at desc
  offset $3),
gone as (
  delete from engagement.bulk_changes b using older
  where b.tenant_id = $1 and b.id = older.id and b.status = 'previewed'
  returning b.id)
delete from engagement.bulk_change_items i using gone where i.tenant_id = $1 and i.change_id = gone.id
