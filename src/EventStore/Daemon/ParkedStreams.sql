select p.tenant_id, p.stream_id, p.from_sequence, p.replay_requested
from engagement.parked_streams p where p.shard = $1
