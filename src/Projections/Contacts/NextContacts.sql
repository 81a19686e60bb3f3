-- The next $17 contacts behind $15 and $16, whoever they are, in the order of the list.
select *
from read.contact_card
where tenant_id = $1 and ($16::uuid is null or ({0}, id) {1} ($15, $16))
order by {0} {2}, id {2}
limit $17
