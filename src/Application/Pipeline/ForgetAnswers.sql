-- Every remembered command clears what has expired in its tenant; rows that a twin is clearing are left to it.
delete from engagement.idempotency
where ctid = any (array(
  select ctid from engagement.idempotency where tenant_id = $1 and created_at <= $2 for update skip locked))
