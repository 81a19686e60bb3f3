update engagement.user_identities set roles_as_of = $3 where tenant_id = $1 and identity = $2 and roles_as_of < $3
