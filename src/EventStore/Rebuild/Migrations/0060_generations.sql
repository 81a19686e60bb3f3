-- Rises whenever rows of a read model were replaced by other hands than its shard's: what the shard had read is stale then.
alter table engagement.read_models add column generation bigint not null default 0;
-- The compare-and-set of a read model's shard: its checkpoint and the generation of its table are where it left them.
create function engagement.move_read_model(
  target text, known_generation bigint, shard text, known bigint, reached bigint) returns void
language plpgsql as $$
begin
  perform engagement.move_checkpoint(shard, known, reached);
  perform from engagement.read_models m where m.table_name = target and m.generation = known_generation;
  if not found then
    raise exception 'Rows of % were replaced.', target using errcode = 'EN001';
  end if;
end $$;
revoke execute on function engagement.move_read_model(text, bigint, text, bigint, bigint) from public;
grant execute on function engagement.move_read_model(text, bigint, text, bigint, bigint) to engagement_daemon;
-- Streams whose rows were made anew because somebody was erased. A rebuild under way then may have read what they said
-- before, so it folds them again when it switches. Ids only.
create table engagement.refolded_streams (
  tenant_id varchar not null,
  stream_id uuid not null,
  at timestamptz not null default now(),
  constraint refolded_streams_pkey primary key (tenant_id, stream_id)
);
create index refolded_streams_at on engagement.refolded_streams (at);
select engagement.protect('engagement.refolded_streams', 'select');
