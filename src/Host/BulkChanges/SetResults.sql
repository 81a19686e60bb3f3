update engagement.bulk_change_items i set result = r.result, reason = r.reason, version = r.version, events = r.events
from unnest($3::bigint[], $4::varchar[], $5::varchar[], $6::bigint[], $7::int[]) as r (n, result, reason, version, events)
where i.tenant_id = $1 and i.change_id = $2 and i.n = r.n
