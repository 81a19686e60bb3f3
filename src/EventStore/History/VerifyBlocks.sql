select b.tenant_id, b.number, b.from_sequence, b.to_sequence, b.count, b.root, b.previous, b.sealed_at, b.key_id,
  b.signature, b.round, b.leaves
from engagement.history_blocks b
where b.tenant_id = $1 and b.round <= $2
order by b.number
