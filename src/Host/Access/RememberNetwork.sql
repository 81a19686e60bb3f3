-- Networks that were not used for long are forgotten whenever the user comes from any.
with forgotten as (
  delete from engagement.known_networks
  where tenant_id = $1 and user_id = $2 and last_at <= $5 and network <> $3
)
insert into engagement.known_networks (tenant_id, user_id, network, last_at)
values ($1, $2, $3, $4)
on conflict (tenant_id, user_id, network) do update set last_at = excluded.last_at
