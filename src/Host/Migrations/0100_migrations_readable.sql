-- Readiness asks as the daemon whether the schema is this program's; what was applied is no secret to it.
grant select on engagement.migrations to engagement_daemon;
