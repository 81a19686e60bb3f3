-- Whether the carrier's call belongs to another call of ours already. Asked only when a create's reply was lost.
select stream_id
from public.mt_events
where tenant_id = $1
  and type in ('call_placed', 'call_status_reported')
  and data ->> 'CallSid' = $2
  and stream_id <> $3
limit 1
