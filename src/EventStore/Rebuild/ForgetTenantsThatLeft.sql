-- Rows of tenants that left while a rebuild ran, or while it was broken off: it read their events before.
delete from read.{0} t
using engagement.off_boardings o
where t.tenant_id = o.tenant_id and o.keys_destroyed_at is not null
