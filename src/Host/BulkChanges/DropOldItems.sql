-- Items of bulk changes that were over before $1, a part at a time.
delete from engagement.bulk_change_items
where ctid = any (array(
  select i.ctid from engagement.bulk_change_items i
  join engagement.bulk_changes b on b.tenant_id = i.tenant_id and b.id = i.change_id
  where b.ended_at < $1 and b.status <> 'undoing'
  limit 20000))
