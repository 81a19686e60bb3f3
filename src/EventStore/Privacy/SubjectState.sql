select case when exists (select from engagement.tenant_fences f where f.tenant_id = $1) then 'erased'
  else (select s.state from engagement.subject_keys s where s.tenant_id = $1 and s.subject = $2) end
