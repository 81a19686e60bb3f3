-- $2 ledgers of one tenant with $1 events in all: everyone is opened, then all are posted to in turns, so that neighbours
-- in the log are of different streams.
with streams as (
  insert into public.mt_streams (tenant_id, id, type, version)
  select 'project', md5('ledger' || n)::uuid, 'ledger', $1::int / $2::int
  from generate_series(0, $2::int - 1) n
), numbered as (
  select nextval('public.mt_events_sequence') as seq_id, n from generate_series(0, $1::int - 1) n
)
insert into public.mt_events
  (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, user_name)
select e.seq_id, md5('event' || e.n)::uuid, md5('ledger' || e.n % $2::int)::uuid, e.n / $2::int + 1,
  case when e.n < $2::int
    then jsonb_build_object('OwnerId', md5('owner' || e.n % 100)::uuid, 'Currency', 'EUR')
    else jsonb_build_object('Amount', e.n % 1000, 'Kind', 'invoice') end,
  case when e.n < $2::int then 'ledger_opened' else 'ledger_posted' end,
  now(), 'project', 'SalesEngagement.Proof.Ledger', md5('trace' || e.n / 10), md5('command' || e.n / 10), 'user-1'
from numbered e
order by e.seq_id
