-- Whether contacts $2 and $3 are one person is asked again.
update engagement.duplicate_pairs
set state = 'open', dismissed_score = null, dismissed_reasons = null, dismissed_by = null, dismissed_at = null
where tenant_id = $1 and first_id = $2 and second_id = $3
