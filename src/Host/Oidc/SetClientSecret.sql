update engagement.identity_providers set client_secret = $3 where tenant_id = $1 and id = $2
