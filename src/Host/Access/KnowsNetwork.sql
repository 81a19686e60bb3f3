select engagement.knows_network($1, $2, $3) as is_known
