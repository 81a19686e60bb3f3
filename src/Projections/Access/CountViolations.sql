-- How many violations of a kind: $1 tenant, $2 kind, $3 after this instant, $4 up to and with this one
select count(*)::integer as count
from read.audit_entry
where tenant_id = $1 and is_violation and action = $2 and at > $3 and at <= $4
