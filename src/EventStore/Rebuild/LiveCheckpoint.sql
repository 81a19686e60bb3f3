-- Its checkpoint, locked: its next batch waits for us, then finds the row gone.
select c.position from engagement.checkpoints c where c.shard = $1 order by c.position desc limit 1 for update
