insert into engagement.off_boardings (tenant_id) values ($1) on conflict do nothing
