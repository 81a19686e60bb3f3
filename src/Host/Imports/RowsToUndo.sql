select row, verdict, contact_id, version, events
from engagement.contact_import_rows
where tenant_id = $1 and import_id = $2 and pass = 1 and row > $3 and verdict in ('Created', 'Changed') and version is not null
order by row
limit $4
