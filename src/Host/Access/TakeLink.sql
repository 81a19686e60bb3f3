-- Takes a link. The row lock of the update makes concurrent uses queue; all but the first then find used_at set, and are
-- refused with all that they wanted.
with taken as (
  update engagement.account_links set used_at = $3
  where tenant_id = $1 and id = $2 and used_at is null and expires_at > $3
  returning id
)
select engagement.refuse('link-gone') where not exists (select from taken)
