-- The contacts of bulk change $2 and what became of them, with result $3 or any, behind item $4; $5 rows.
select n, contact_id, result, reason, undone, undo_reason
from engagement.bulk_change_items
where tenant_id = $1 and change_id = $2
  and ($3::varchar is null or coalesce(result, 'Pending') = $3)
  and ($4::bigint is null or n > $4)
order by n
limit $5
