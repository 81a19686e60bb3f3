-- Where a person's values lie outside the stream that bears the person's id, such as in the calls made to them: what an
-- erasure has to fold again. Written in the transaction that appends; ids only.
create table engagement.subject_streams (
  tenant_id varchar not null,
  subject varchar not null,
  stream_id uuid not null,
  constraint subject_streams_pkey primary key (tenant_id, subject, stream_id)
);
select engagement.protect('engagement.subject_streams', 'select, insert', 'select, delete');

-- Events stored before this step name their person inside each encrypted value. The owner is under the policies too.
alter table mt_events no force row level security;
alter table engagement.subject_streams no force row level security;
insert into engagement.subject_streams (tenant_id, subject, stream_id)
select distinct e.tenant_id, found.value #>> '{}', e.stream_id
from mt_events e
cross join lateral jsonb_path_query(e.data, 'lax $.** ? (@."$e" == 1)."s"') as found (value)
where found.value #>> '{}' <> e.stream_id::text
on conflict do nothing;
alter table engagement.subject_streams force row level security;
alter table mt_events force row level security;
