-- Run once, after roles.sql, by the superuser of the compose file's PostgreSQL. The passwords are the compose file's.
alter role engagement_owner password 'owner';
alter role engagement_app password 'app';
alter role engagement_daemon password 'daemon';
alter role engagement_keys password 'keys';
create database engagement owner engagement_owner;
create database engagement_keys owner engagement_owner;
