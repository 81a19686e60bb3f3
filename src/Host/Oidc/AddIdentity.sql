insert into engagement.user_identities (tenant_id, identity, user_id, roles_as_of) values ($1, $2, $3, $4)
