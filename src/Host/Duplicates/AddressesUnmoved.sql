-- Ends the transaction when anybody but $3 has one of the addresses $2. Each by the index, however the table has grown since the
-- planner looked at it.
select engagement.refuse('addresses-moved')
where exists (
  select from unnest($2::bytea[]) as u (hash)
  cross join lateral (
    select from engagement.contact_addresses a
    where a.tenant_id = $1 and a.hash = u.hash and not a.contact_id = any ($3)
    limit 1) a)
