-- Gives user $2 of tenant $1 another password. Refuses when they may not sign in, or when $5 is said and is not theirs any more.
with changed as (
  update engagement.credentials set password_hash = $3, changed_at = $4
  where tenant_id = $1 and user_id = $2 and disabled_at is null and ($5::text is null or password_hash = $5)
  returning user_id
)
select engagement.refuse('wrong-password') where not exists (select from changed)
