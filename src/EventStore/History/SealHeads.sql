-- The last block of each tenant in $1.
select b.tenant_id, b.number, b.from_sequence, b.to_sequence, b.count, b.root, b.previous, b.sealed_at, b.key_id,
  b.signature, b.round, ''::bytea as leaves
from unnest($1::varchar[]) as t (tenant_id)
cross join lateral (
  select * from engagement.history_blocks h where h.tenant_id = t.tenant_id order by h.number desc limit 1
) b
