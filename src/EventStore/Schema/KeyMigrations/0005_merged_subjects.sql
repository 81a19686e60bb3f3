-- Several ids may turn out to be one person: the others then point to the one that stays, never to each other. Each keeps
-- its own key, so nothing has to be encrypted anew; hold and erasure meet them all.
alter table engagement.subject_keys add column merged_into varchar;
alter table engagement.subject_keys add constraint subject_keys_merged check (merged_into <> subject);
create index subject_keys_merged on engagement.subject_keys (tenant_id, merged_into) where merged_into is not null;

-- The ids of the person behind an id, itself included.
create function engagement.ids_of_person(p_tenant text, p_subject text) returns setof varchar
language sql stable as $$
  with person as (
    select coalesce(
      (select coalesce(s.merged_into, s.subject) from engagement.subject_keys s
       where s.tenant_id = p_tenant and s.subject = p_subject), p_subject)::varchar as id)
  select p.id from person p
  union
  select s.subject from engagement.subject_keys s, person p where s.tenant_id = p_tenant and s.merged_into = p.id
$$;
