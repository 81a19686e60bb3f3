select request_hash, stream_id, version, rejection_code, rejection_detail, rejection_reasons
from engagement.idempotency
where tenant_id = $1 and principal = $2 and route = $3 and key = $4 and created_at > $5
