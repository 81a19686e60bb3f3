select engagement.archive($1, $2, $3)
