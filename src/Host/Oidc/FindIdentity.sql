-- The user of tenant $1 whom an issuer calls by the name with the keyed hash $2.
select i.user_id, i.roles_as_of, c.epoch, u.roles, c.disabled_at is null and u.status = 'Active' as is_active
from engagement.user_identities i
join engagement.credentials c on c.tenant_id = i.tenant_id and c.user_id = i.user_id
join read.user_card u on u.tenant_id = i.tenant_id and u.id = i.user_id
where i.tenant_id = $1 and i.identity = $2
