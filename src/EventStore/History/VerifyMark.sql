-- The last round, and up to where the sealer has looked: one statement, so that both are of one moment.
select coalesce(max(r.number), 0), greatest(coalesce(max(r.up_to), 0), coalesce(engagement.position_of($1), 0))
from engagement.history_rounds r
