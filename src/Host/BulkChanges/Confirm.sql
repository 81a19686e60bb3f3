-- From preview to work, once, and only while the preview stands.
with confirmed as (
  update engagement.bulk_changes set status = 'running', created_at = $3, correlation = $4
  where tenant_id = $1 and id = $2 and status = 'previewed' and contacts is not null and expires_at > $3
  returning id)
select engagement.refuse('preview-expired') where not exists (select from confirmed)
