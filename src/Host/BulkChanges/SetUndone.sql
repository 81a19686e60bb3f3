update engagement.bulk_change_items i set undone = r.undone, undo_reason = r.reason
from unnest($3::bigint[], $4::varchar[], $5::varchar[]) as r (n, undone, reason)
where i.tenant_id = $1 and i.change_id = $2 and i.n = r.n
