-- Proposes pairs: $2 their ids, $3 and $4 the contacts, $5 scores, $6 reasons; $7 now, $8 the scan that found them, if one did.
-- Nothing of who is to be erased. What was dismissed stays so, unless it is likelier now for a reason that was not there then
-- (DuplicateScore.IsStrongerThan says the same).
with written as (
  insert into engagement.duplicate_pairs as p (tenant_id, id, first_id, second_id, score, reasons, state, found_at)
  select $1, f.id, f.first_id, f.second_id, f.score, f.reasons::jsonb, 'open', $7
  from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::text[]) as f (id, first_id, second_id, score, reasons)
  where not exists (
    select from engagement.erasures e where e.tenant_id = $1 and e.subject in (f.first_id::text, f.second_id::text))
  order by f.first_id, f.second_id
  on conflict (tenant_id, first_id, second_id) do update
  set score = excluded.score, reasons = excluded.reasons, state = case
    when p.state = 'dismissed' and excluded.score > p.dismissed_score and exists (
      select jsonb_array_elements_text(excluded.reasons) except select jsonb_array_elements_text(p.dismissed_reasons)) then 'open'
    else p.state end
  where (p.score, p.reasons) is distinct from (excluded.score, excluded.reasons)
  returning (xmax = 0) as is_new)
update engagement.duplicate_scans s
set found = s.found + n.found
from (select count(*) filter (where is_new) as found from written) n
where s.tenant_id = $1 and s.id = $8
