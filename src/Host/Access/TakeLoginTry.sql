select engagement.take_login_try($1, $2, $3, $4, $5, $6) as seconds
