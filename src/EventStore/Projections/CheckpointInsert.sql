insert into engagement.checkpoints (shard, position) values ($1, $2)
