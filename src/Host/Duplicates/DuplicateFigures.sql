select count(n.changed_at), coalesce(extract(epoch from now() - min(n.changed_at)), 0)::double precision,
  (select count(*) from engagement.duplicate_pairs where state = 'open'),
  (select count(*) from engagement.duplicate_scans where status = 'running'),
  (select coalesce(sum(greatest(total - done, 0)), 0)::bigint from engagement.duplicate_scans where status = 'running')
from engagement.duplicate_work w
left join lateral (
  select c.changed_at from read.contact_search c
  where c.tenant_id = w.tenant_id and c.as_of > w.position
  order by c.as_of
  limit 1) n on true
