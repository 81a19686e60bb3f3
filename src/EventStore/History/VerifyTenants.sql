-- Every tenant that has events or blocks, found by leaps through the indexes: one step for each tenant, not for each event.
with recursive ofEvents as (
  (select e.tenant_id from public.mt_events e order by e.tenant_id limit 1)
  union all
  select (select e.tenant_id from public.mt_events e where e.tenant_id > t.tenant_id order by e.tenant_id limit 1)
  from ofEvents t where t.tenant_id is not null
), ofBlocks as (
  (select b.tenant_id from engagement.history_blocks b order by b.tenant_id limit 1)
  union all
  select (select b.tenant_id from engagement.history_blocks b where b.tenant_id > t.tenant_id order by b.tenant_id limit 1)
  from ofBlocks t where t.tenant_id is not null
)
select tenant_id from ofEvents where tenant_id is not null
union
select tenant_id from ofBlocks where tenant_id is not null
order by 1
