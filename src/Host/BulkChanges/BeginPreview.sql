-- A preview whose contacts are still being chosen.
insert into engagement.bulk_changes (tenant_id, id, owner_id, principal, correlation, status, created_at, expires_at, plan, value)
values ($1, $2, $3, $4, $5, 'previewed', $6, $7, $8, $9)
