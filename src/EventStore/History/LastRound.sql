select r.number, r.from_sequence, r.up_to, r.tenants, r.numbers, r.hashes, r.previous, r.sealed_at, r.key_id, r.hash, r.signature
from engagement.history_rounds r
order by r.number desc
limit 1
