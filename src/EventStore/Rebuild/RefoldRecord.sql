insert into engagement.refolded_streams (tenant_id, stream_id)
select $1, unnest($2::uuid[])
on conflict (tenant_id, stream_id) do update set at = now()
