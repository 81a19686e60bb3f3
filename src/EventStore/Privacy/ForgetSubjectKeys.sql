-- What the tenant's destroyed key wraps is waste.
delete from engagement.subject_keys s
where s.tenant_id = $1 and s.subject in (
  select w.subject from engagement.subject_keys w where w.tenant_id = $1 order by w.subject limit 5000)
