-- For whom the key $2 of tenant $1 with the secret of hash $3 may act now ($4) from address $5: it is neither revoked nor
-- expired, knows the address, and its user is active and enabled. The roles are the user's of this moment.
select k.user_id, u.roles, to_jsonb(k.scopes) as scopes, k.last_used_at
from engagement.api_keys k
join engagement.credentials c on c.tenant_id = k.tenant_id and c.user_id = k.user_id
join read.user_card u on u.tenant_id = k.tenant_id and u.id = k.user_id
where k.tenant_id = $1 and k.id = $2 and k.secret_hash = $3 and k.revoked_at is null
  and (k.expires_at is null or k.expires_at > $4)
  and (k.ranges = '{}' or $5::inet <<= any (k.ranges::inet[]))
  and c.disabled_at is null and u.status = 'Active'
