-- The blocks' headers by round, of all tenants or one: for comparison with what the rounds say.
select b.tenant_id, b.number, b.from_sequence, b.to_sequence, b.count, b.root, b.previous, b.sealed_at, b.key_id,
  b.signature, b.round, ''::bytea as leaves
from engagement.history_blocks b
where b.round <= $1 and ($2::varchar is null or b.tenant_id = $2)
order by b.round, b.tenant_id
