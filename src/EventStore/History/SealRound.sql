insert into engagement.history_rounds
  (number, from_sequence, up_to, tenants, numbers, hashes, previous, sealed_at, key_id, hash, signature)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
