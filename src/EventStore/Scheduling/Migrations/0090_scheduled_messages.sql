-- Messages to fire at an instant. payload holds ids and the like, never personal values (checked when the program
-- starts). fire_at is due_at, or later after a failed try; a parked message waits for an operator.
create table engagement.scheduled_messages (
  tenant_id varchar not null,
  id uuid not null,
  name varchar not null,
  due_at timestamptz not null,
  fire_at timestamptz not null,
  payload jsonb not null,
  attempts int not null default 0,
  fault varchar,
  parked_at timestamptz,
  constraint scheduled_messages_pkey primary key (tenant_id, id)
);
create index scheduled_messages_due on engagement.scheduled_messages (fire_at) where parked_at is null;
create index scheduled_messages_parked on engagement.scheduled_messages (parked_at) where parked_at is not null;
select engagement.protect('engagement.scheduled_messages', 'select, insert, delete', 'select, update');
