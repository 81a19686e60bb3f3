-- Whether it is still known what became of the contacts of bulk change $2, or it changed none.
select b.changed = 0 or exists (
  select from engagement.bulk_change_items i where i.tenant_id = $1 and i.change_id = $2) as has_items
from engagement.bulk_changes b
where b.tenant_id = $1 and b.id = $2
