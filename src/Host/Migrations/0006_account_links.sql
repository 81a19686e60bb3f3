-- Links that people are sent: to accept an invitation, to choose another password. Good once, and not for long. No secret is
-- kept: what makes a link is a seal under a key that this database does not have.
-- A user has one link of a purpose: a new one takes the place of the one before, which is worth nothing from then on.
create table engagement.account_links (
  tenant_id  varchar     not null,
  id         uuid        not null,
  user_id    uuid        not null,
  purpose    varchar     not null,
  expires_at timestamptz not null,
  used_at    timestamptz,
  constraint account_links_pkey primary key (tenant_id, id),
  constraint account_links_user_key unique (tenant_id, user_id, purpose)
);

select engagement.protect('engagement.account_links');
