-- What a rebuild that began at $1 may have read with a key since destroyed; other nodes hold keys for up to a minute.
select r.tenant_id, array_agg(r.stream_id)
from engagement.refolded_streams r
where r.at > $1 - interval '2 minutes' and ($2::varchar is null or r.tenant_id = $2)
group by r.tenant_id
