delete from engagement.account_links where tenant_id = $1 and user_id = $2 and purpose = $3
