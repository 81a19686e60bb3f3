-- Takes the return of a sign-in: of any number of them at once one gets the row. Those that are too late by now are forgotten.
with forgotten as (
  delete from engagement.returned_sign_ins where tenant_id = $1 and expires_at <= $4
)
insert into engagement.returned_sign_ins (tenant_id, id, expires_at) values ($1, $2, $3)
on conflict (tenant_id, id) do nothing
returning id
