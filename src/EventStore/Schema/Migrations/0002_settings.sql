-- What a request may cost, in this database only. The daemon reads for longer, so it has no statement_timeout.
do $$
begin
  execute format('alter role engagement_app in database %I set statement_timeout = ''30s''', current_database());
  execute format('alter role engagement_app in database %I set lock_timeout = ''10s''', current_database());
  execute format('alter role engagement_app in database %I set idle_in_transaction_session_timeout = ''15s''', current_database());
  execute format('alter role engagement_daemon in database %I set lock_timeout = ''10s''', current_database());
  execute format('alter role engagement_daemon in database %I set idle_in_transaction_session_timeout = ''60s''', current_database());
end $$;
