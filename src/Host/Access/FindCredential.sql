select tenant_id, user_id, password_hash, epoch
from engagement.credentials
where tenant_id = $1 and user_id = $2 and disabled_at is null
