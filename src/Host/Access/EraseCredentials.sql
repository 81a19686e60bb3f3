with links as (
  delete from engagement.account_links where tenant_id = $1 and (user_id = any ($2) or $2 is null)
)
delete from engagement.credentials where tenant_id = $1 and (user_id = any ($2) or $2 is null) returning user_id
