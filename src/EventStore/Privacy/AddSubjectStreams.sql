insert into engagement.subject_streams (tenant_id, subject, stream_id)
select $1, n.subject, n.stream_id from unnest($2, $3) as n (subject, stream_id)
order by n.subject, n.stream_id
on conflict do nothing
