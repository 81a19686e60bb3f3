-- Parked messages due at once with all their tries again; with $2 of one tenant, with $3 one alone.
update engagement.scheduled_messages m set parked_at = null, attempts = 0, fire_at = $1
where m.parked_at is not null and ($2::varchar is null or m.tenant_id = $2) and ($3::uuid is null or m.id = $3)
