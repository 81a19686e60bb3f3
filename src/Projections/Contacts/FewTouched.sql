-- Contacts with whom something can have happened last at $2 or later (null: any time) and before $3 (null: any time).
-- Who was changed at $3 or later was touched then. $1 tenant, $4 rows
(select id from read.contact_card
 where tenant_id = $1
   and ($2::timestamptz is not null or $3::timestamptz is not null)
   and ($2::timestamptz is null or changed_at >= $2)
   and ($3::timestamptz is null or changed_at < $3)
 limit $4)
union all
(select contact_id from read.contact_timeline
 where tenant_id = $1 and at >= $2
 limit $4)
