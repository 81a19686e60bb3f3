update engagement.credentials set epoch = epoch + 1 where tenant_id = $1 and user_id = $2
