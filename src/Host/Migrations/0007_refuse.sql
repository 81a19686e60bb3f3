-- Ends a transaction with a refusal by a rule that only the database can check, such as one over many rows. The program
-- knows SQLSTATE RF001 and takes the message for the refusal's code.
create function engagement.refuse(code text) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception using errcode = 'RF001', message = code;
end
$$;

revoke all on function engagement.refuse(text) from public;
grant execute on function engagement.refuse(text) to engagement_app;

-- A sign-in ends by being ended, not by its epoch: a change of roles kills access tokens, and refreshing gives new ones.
alter table engagement.sign_ins drop column epoch;
create index sign_ins_user on engagement.sign_ins (tenant_id, user_id) where ended_at is null;
