with providers as (
  delete from engagement.identity_providers where tenant_id = $1 and $2 is null
), returns as (
  delete from engagement.returned_sign_ins where tenant_id = $1 and $2 is null
)
delete from engagement.user_identities where tenant_id = $1 and (user_id = any ($2) or $2 is null) returning user_id
