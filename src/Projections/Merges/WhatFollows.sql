-- How much is known of a contact and of those that were merged into it.
-- $1 tenant, $2 contact
with together as materialized (select engagement.merged_with($2) as ids)
select
  (select count(*)::int from read.relationship_card
   where tenant_id = $1 and not is_removed
     and (contact_id = any ((select ids from together)::uuid[]) or other_id = any ((select ids from together)::uuid[]))) as relationships,
  (select count(*)::int from read.call_log
   where tenant_id = $1 and contact_id = any ((select ids from together)::uuid[])) as calls,
  (select count(*)::int from read.contact_timeline
   where tenant_id = $1 and contact_id = any ((select ids from together)::uuid[])) as timeline_entries,
  (select count(distinct list_id)::int from read.list_membership
   where tenant_id = $1 and is_on and contact_id = any ((select ids from together)::uuid[])) as lists
