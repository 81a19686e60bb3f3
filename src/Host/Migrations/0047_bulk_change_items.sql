-- The contacts of a bulk change, as they were chosen: no others are ever changed by it. Result says what became of each,
-- reason why, version and events what it did; undone and undo_reason the same of taking it back. Ids and codes alone.
create table engagement.bulk_change_items (
  tenant_id   varchar not null,
  change_id   uuid    not null,
  n           bigint  not null,
  contact_id  uuid    not null,
  result      varchar,
  reason      varchar,
  version     bigint,
  events      int,
  undone      varchar,
  undo_reason varchar,
  constraint bulk_change_items_pkey primary key (tenant_id, change_id, n)
);

-- Once each, and found by the person.
create unique index bulk_change_items_contact on engagement.bulk_change_items (tenant_id, contact_id, change_id);

select engagement.protect('engagement.bulk_change_items');
