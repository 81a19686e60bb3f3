-- Before a new row is inserted, never an update: a batch that waits for the old row then finds nothing and starts over.
-- Not in mt_event_progression, too: whoever keeps the mark writes there, and would wait for this transaction.
delete from engagement.checkpoints c where c.shard in ($1, $2)
