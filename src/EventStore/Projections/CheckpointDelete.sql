-- Before a new row is inserted, never an update: a batch that waits for the old row then finds nothing and starts over.
with published as (delete from public.mt_event_progression p where p.name in ($1, $2))
delete from engagement.checkpoints c where c.shard in ($1, $2)
