-- Whether a token of the identity provider $4 still stands: it enabled, its user too, and nothing changed for them since ($3).
select c.user_id
from engagement.credentials c
join engagement.identity_providers p on p.tenant_id = c.tenant_id and p.id = $4 and p.is_enabled
where c.tenant_id = $1 and c.user_id = $2 and c.disabled_at is null and c.epoch = $3
