-- Which contacts of the transaction's tenant are one person, by read.contact_merge. Both run as whoever asks, under the
-- policies. Chains are a few merges long, and have no circles: only what stands for itself can be merged, on either side.
create function engagement.merged_with(contact uuid) returns uuid[]
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  tenant constant text := engagement.tenant();
begin
  return (
    with recursive together as (
      select contact as id
      union
      select m.loser_id
      from together t join read.contact_merge m on m.tenant_id = tenant and m.winner_id = t.id and m.undone_at is null
    )
    select array_agg(id) from together);
end $$;

create function engagement.survivor_of(contact uuid) returns uuid
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  tenant constant text := engagement.tenant();
  survivor uuid := contact;
  above uuid;
begin
  loop
    select m.winner_id into above
    from read.contact_merge m where m.tenant_id = tenant and m.loser_id = survivor and m.undone_at is null;
    if above is null then
      return survivor;
    end if;
    survivor := above;
  end loop;
end $$;

revoke all on function engagement.merged_with(uuid), engagement.survivor_of(uuid) from public;
grant execute on function engagement.merged_with(uuid), engagement.survivor_of(uuid) to engagement_app, engagement_daemon;
