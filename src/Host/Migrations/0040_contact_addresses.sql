-- Who has an address or a number, without keeping either: a keyed hash of its normal form, made outside the database with a
-- key of the tenant's. Written by the save that adds or changes the contact, whichever door it came through; finds people
-- who are there already. Kind: 1 e-mail address, 2 number.
create table engagement.contact_addresses (
  tenant_id  varchar not null,
  hash       bytea   not null,
  contact_id uuid    not null,
  kind       int     not null,
  constraint contact_addresses_pkey primary key (tenant_id, hash, contact_id)
);

create index contact_addresses_contact on engagement.contact_addresses (tenant_id, contact_id);

select engagement.protect('engagement.contact_addresses');
