insert into engagement.history_blocks
  (tenant_id, number, round, from_sequence, to_sequence, count, root, previous, sealed_at, key_id, signature, leaves)
select b.tenant_id, b.number, $1, b.from_sequence, b.to_sequence, b.count, b.root, b.previous, $2, $3, b.signature, b.leaves
from unnest($4::varchar[], $5::bigint[], $6::bigint[], $7::bigint[], $8::int[], $9::bytea[], $10::bytea[], $11::bytea[], $12::bytea[])
  as b (tenant_id, number, from_sequence, to_sequence, count, root, previous, signature, leaves)
