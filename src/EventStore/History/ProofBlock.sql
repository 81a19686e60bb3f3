-- The tenant's block that would hold sequence $2.
select b.tenant_id, b.number, b.from_sequence, b.to_sequence, b.count, b.root, b.previous, b.sealed_at, b.key_id,
  b.signature, b.round, b.leaves
from engagement.history_blocks b
where b.tenant_id = $1 and b.to_sequence >= $2
order by b.to_sequence
limit 1
