-- How long a declaration waits, said to everybody alike. A figure of few would be a figure about somebody, and one that moves
-- during the day would say when a case was decided: so it is of days that are over, and of thirty first decisions at least.
-- Null where there were fewer. Canaries are decided nowhere, and so are not in it.
create function review.pace(today date) returns int
language sql stable security definer set search_path = '' as $$
  select case when count(*) >= 30
    then percentile_disc(0.8) within group (order by d.day - s.day) end
  from review.decision d
  join intake.submission s on s.id = d.submission
  where d.sequence = 1 and d.day >= today - 14 and d.day < today
$$;
revoke all on function review.pace(date) from public;
grant execute on function review.pace(date) to exeunt_site;
