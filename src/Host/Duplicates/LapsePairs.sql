-- What contacts $2 have been compared with is $3 and nothing else: pairs that do not look alike any more go; one that was
-- dismissed before is dismissed again.
with dismissed as (
  update engagement.duplicate_pairs p
  set state = 'dismissed'
  where p.tenant_id = $1 and p.state = 'open' and p.dismissed_at is not null
    and (p.first_id = any ($2) or p.second_id = any ($2)) and not p.id = any ($3))
delete from engagement.duplicate_pairs p
where p.tenant_id = $1 and p.state = 'open' and p.dismissed_at is null
  and (p.first_id = any ($2) or p.second_id = any ($2)) and not p.id = any ($3)
