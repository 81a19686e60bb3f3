select engagement.give_back_login_try($1, $2)
