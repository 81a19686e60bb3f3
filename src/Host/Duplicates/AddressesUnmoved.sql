-- Ends the transaction when anybody but $3 has one of the addresses $2.
select engagement.refuse('addresses-moved')
where exists (
  select from engagement.contact_addresses a
  where a.tenant_id = $1 and a.hash = any ($2) and not a.contact_id = any ($3))
