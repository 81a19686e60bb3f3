-- Requests plan without bitmaps (Databases.cs), which are the only way through the indexes of searches: their functions plan with
-- them, whatever their callers do.
do $$
declare
  function regprocedure;
begin
  for function in select p.oid::regprocedure from pg_proc p where p.proowner = 'engagement_search'::regrole loop
    execute format('alter function %s set enable_bitmapscan = on', function);
  end loop;
end $$;
