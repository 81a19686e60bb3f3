-- Effects against events: those that are missing, those that came again, and first ones that came before an earlier one
-- of their stream.
with first as (
  select sequence, stream_id, version, min(id) as id, count(*) as times from public.echoes group by sequence, stream_id, version
), placed as (
  select f.id, lag(f.id) over (partition by f.stream_id order by f.version) as before from first f
)
select (select count(*) from mt_events e where e.type = 'ledger_posted'
         and not exists (select from first f where f.sequence = e.seq_id)) as missing,
       (select coalesce(sum(f.times - 1), 0)::bigint from first f) as again,
       (select count(*) from placed p where p.id < p.before) as disorder
