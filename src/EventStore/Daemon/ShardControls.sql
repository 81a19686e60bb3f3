select c.shard, c.stop_at from engagement.shard_controls c
