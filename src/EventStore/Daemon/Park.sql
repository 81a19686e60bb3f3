-- Parks streams (arrays: tenant, stream, sequence, event type, fault) for shard $1 and says why.
with given as (
  select * from unnest($2::varchar[], $3::uuid[], $4::bigint[], $5::varchar[], $6::varchar[])
    as g (tenant_id, stream_id, sequence, event_type, fault)
), parked as (
  insert into engagement.parked_streams (tenant_id, shard, stream_id, from_sequence)
  select g.tenant_id, $1, g.stream_id, g.sequence from given g
  on conflict (tenant_id, shard, stream_id) do update
  set from_sequence = excluded.from_sequence, replay_requested = false
)
insert into engagement.dead_letters (tenant_id, shard, stream_id, sequence, event_type, fault)
select g.tenant_id, $1, g.stream_id, g.sequence, g.event_type, g.fault from given g
on conflict (tenant_id, shard, stream_id) do update
set sequence = excluded.sequence, event_type = excluded.event_type, fault = excluded.fault, failed_at = now(),
  attempts = engagement.dead_letters.attempts + 1
