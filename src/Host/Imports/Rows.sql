-- What became of the rows of import $2 in pass $3, with verdict $4 or any, behind row $5; $6 rows.
select row, verdict, contact_id, reasons::text as reasons, undone
from engagement.contact_import_rows
where tenant_id = $1 and import_id = $2 and pass = $3
  and ($4::varchar is null or verdict = $4)
  and ($5::bigint is null or row > $5)
order by row
limit $6
