-- A rotation of the master key wraps them anew.
grant update on engagement.host_secrets to engagement_keys;
