-- Numbers in ($1, $2] that no event holds are dead: their appends were rolled back.
insert into public.mt_high_water_skips (starting_sequence, ending_sequence)
select present.before + 1, present.seq_id - 1
from (
  select numbers.seq_id, lag(numbers.seq_id, 1, $1) over (order by numbers.seq_id) as before
  from (
    select e.seq_id from public.mt_events e where e.seq_id > $1 and e.seq_id <= $2
    union all
    select $2 + 1
  ) numbers
) present
where present.seq_id > present.before + 1
on conflict do nothing
