-- With credentials go sign-ins and identities; with a tenant that has left, its identity providers.
with links as (
  delete from engagement.account_links where tenant_id = $1 and (user_id = any ($2) or $2 is null)
), providers as (
  delete from engagement.identity_providers where tenant_id = $1 and $2 is null
), returns as (
  delete from engagement.returned_sign_ins where tenant_id = $1 and $2 is null
)
delete from engagement.credentials where tenant_id = $1 and (user_id = any ($2) or $2 is null) returning user_id
