-- A new link; one of the same user and purpose that there is becomes it.
insert into engagement.account_links (tenant_id, id, user_id, purpose, expires_at)
values ($1, $2, $3, $4, $5)
on conflict (tenant_id, user_id, purpose) do update set id = excluded.id, expires_at = excluded.expires_at, used_at = null
