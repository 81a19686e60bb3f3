select version, type, data from bare.mt_events where tenant_id = $1 and stream_id = $2 order by version
