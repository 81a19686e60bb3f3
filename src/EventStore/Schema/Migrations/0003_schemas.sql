-- public: Marten's tables. engagement: our side tables and functions. read: the read models, owned by the daemon.
create schema if not exists engagement;
create schema if not exists read authorization engagement_daemon;
revoke create on schema public from public;
grant usage on schema public, engagement to engagement_app, engagement_daemon;
grant usage on schema read to engagement_app;
grant select on engagement.migrations to engagement_daemon;
alter default privileges for role engagement_daemon in schema read grant select on tables to engagement_app;
