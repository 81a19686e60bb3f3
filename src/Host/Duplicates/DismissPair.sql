-- Pair $2 of contacts $3 and $4 is two people: what it looked like ($5, $6), who said so ($7) and when ($8).
insert into engagement.duplicate_pairs as p (
  tenant_id, id, first_id, second_id, score, reasons, state, found_at, dismissed_score, dismissed_reasons, dismissed_by, dismissed_at)
values ($1, $2, $3, $4, $5, $6, 'dismissed', $8, $5, $6, $7, $8)
on conflict (tenant_id, first_id, second_id) do update
set state = case when p.state = 'merged' then p.state else 'dismissed' end, dismissed_score = excluded.dismissed_score,
  dismissed_reasons = excluded.dismissed_reasons, dismissed_by = excluded.dismissed_by, dismissed_at = excluded.dismissed_at
