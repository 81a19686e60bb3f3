-- What becomes of a person, one change of a tenant at a time (lock 7311), so that a hold, an erasure and a merge of the
-- same people never cross. Each gives the state then, or why nothing was changed.

-- Destroys the keys of all ids of the person and leaves the fence, also for a person never seen.
create function engagement.erase_subject(p_tenant text, p_subject text) returns text language plpgsql as $$
begin
  perform pg_advisory_xact_lock(7311, hashtext(p_tenant));
  insert into engagement.subject_keys (tenant_id, subject, state, wrapped, erased_at)
  values (p_tenant, p_subject, 'erased', null, now())
  on conflict do nothing;
  if exists (
    select from engagement.subject_keys s join engagement.ids_of_person(p_tenant, p_subject) as i (id) on s.subject = i.id
    where s.tenant_id = p_tenant and s.state = 'held') then
    return 'held';
  end if;
  update engagement.subject_keys s set state = 'erased', wrapped = null, erased_at = now()
  from engagement.ids_of_person(p_tenant, p_subject) as i (id)
  where s.tenant_id = p_tenant and s.subject = i.id and s.state <> 'erased';
  return 'erased';
end $$;

-- Puts the person under hold, or releases it ('held', 'active'); an erased person stays erased.
create function engagement.hold_subject(p_tenant text, p_subject text, p_state text) returns text language plpgsql as $$
begin
  perform pg_advisory_xact_lock(7311, hashtext(p_tenant));
  update engagement.subject_keys s set state = p_state
  from engagement.ids_of_person(p_tenant, p_subject) as i (id)
  where s.tenant_id = p_tenant and s.subject = i.id and s.state <> 'erased' and s.state <> p_state;
  return (select s.state from engagement.subject_keys s where s.tenant_id = p_tenant and s.subject = p_subject);
end $$;

-- Makes the provisional id one of the person's. A hold on either is a hold on both.
create function engagement.merge_subjects(p_tenant text, p_provisional text, p_person text) returns text
language plpgsql as $$
declare
  person text;
  merged text;
begin
  perform pg_advisory_xact_lock(7311, hashtext(p_tenant));
  select coalesce(s.merged_into, s.subject) into person
  from engagement.subject_keys s where s.tenant_id = p_tenant and s.subject = p_person;
  select s.merged_into into merged
  from engagement.subject_keys s where s.tenant_id = p_tenant and s.subject = p_provisional;
  if exists (
    select from engagement.subject_keys s
    where s.tenant_id = p_tenant and s.subject in (p_provisional, person) and s.state = 'erased') then
    return 'erased';
  elsif person = p_provisional then
    return 'cycle';
  elsif merged is not null then
    return case when merged = person then 'merged' else 'merged elsewhere' end;
  end if;
  update engagement.subject_keys s set merged_into = person
  where s.tenant_id = p_tenant and (s.subject = p_provisional or s.merged_into = p_provisional);
  update engagement.subject_keys s set state = 'held'
  where s.tenant_id = p_tenant and s.state = 'active' and (s.subject = person or s.merged_into = person)
    and exists (
      select from engagement.subject_keys h
      where h.tenant_id = p_tenant and h.state = 'held' and (h.subject = person or h.merged_into = person));
  return 'merged';
end $$;
