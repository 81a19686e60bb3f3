-- Whether a token of an identity provider still stands: its user enabled, and nothing changed for them since ($3).
select c.user_id from engagement.credentials c where c.tenant_id = $1 and c.user_id = $2 and c.disabled_at is null and c.epoch = $3
