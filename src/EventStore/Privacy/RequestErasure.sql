insert into engagement.erasures (tenant_id, subject) values ($1, $2) on conflict do nothing
