-- Unless the password was changed meanwhile.
update engagement.credentials set password_hash = $4 where tenant_id = $1 and user_id = $2 and password_hash = $3
