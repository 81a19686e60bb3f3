-- Rounds above $1, in order; with $2 no more than that.
select r.number, r.from_sequence, r.up_to, r.tenants, r.numbers, r.hashes, r.previous, r.sealed_at, r.key_id, r.hash, r.signature
from engagement.history_rounds r
where r.number > $1
order by r.number
limit $2
