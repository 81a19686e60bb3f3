-- The last round, and up to where the sealer has looked: one statement, so that both are of one moment.
select coalesce(max(r.number), 0),
  greatest(coalesce(max(r.up_to), 0), coalesce((select p.last_seq_id from public.mt_event_progression p where p.name = $1), 0))
from engagement.history_rounds r
