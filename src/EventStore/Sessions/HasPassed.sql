select engagement.has_passed($1, $2)
