-- An event that belongs to nobody: nothing of ours writes one.
select e.seq_id, e.id from public.mt_events e
where e.tenant_id is null and e.seq_id <= $1 and e.type <> 'tombstone'
order by e.seq_id limit 1
