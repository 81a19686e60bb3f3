-- Marten 9's tables, byte for byte: how far each shard has read, and which numbers no event will ever hold.
create table mt_event_progression (
  name varchar not null,
  last_seq_id bigint,
  last_updated timestamptz default transaction_timestamp(),
  constraint pk_mt_event_progression primary key (name)
);
create table mt_high_water_skips (
  ending_sequence bigint not null,
  starting_sequence bigint not null,
  timestamp timestamptz default transaction_timestamp(),
  constraint pkey_mt_high_water_skips_ending_sequence primary key (ending_sequence)
);
grant select, insert, update, delete on mt_event_progression, mt_high_water_skips to engagement_daemon;
