-- Pair $2, unless the two have become one contact.
select id, first_id, second_id, score, reasons, state, found_at, dismissed_by, dismissed_at
from engagement.duplicate_pairs
where tenant_id = $1 and id = $2 and state <> 'merged'
