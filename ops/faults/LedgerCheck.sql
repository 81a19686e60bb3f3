-- The read model against the log, stream by stream: postings that are missing, and postings too many.
select coalesce(sum(greatest(e.postings - coalesce(b.postings, 0), 0)), 0)::bigint as missing,
       coalesce(sum(greatest(coalesce(b.postings, 0) - e.postings, 0)), 0)::bigint as twice,
       count(*) filter (where b.balance is distinct from e.balance) as balances
from (
  select tenant_id, stream_id, count(*) filter (where type = 'ledger_posted') as postings,
    coalesce(sum((data ->> 'Amount')::bigint), 0)::bigint as balance
  from mt_events where type in ('ledger_opened', 'ledger_posted') group by tenant_id, stream_id
) e
left join read.ledger_balance b on b.tenant_id = e.tenant_id and b.id = e.stream_id
