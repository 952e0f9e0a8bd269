-- The recount, from the rows alone (invariant: The count): people, not posts; each person once, however many
-- organisations; nobody who is not counted; those withdrawn are subtracted, and shown.
create view statistics.recount as
select
  count(*) as counted,
  count(*) filter (where withdrawn) as retracted,
  count(*) filter (where not withdrawn and party) as party,
  count(*) filter (where not withdrawn and league) as league,
  count(*) filter (where not withdrawn and pioneers) as pioneers,
  count(*) filter (where not withdrawn and not (party or league or pioneers)) as not_stated
from register.standing_line
join register.entry using (number)
where counted;

-- What each entry changes. The register is its own journal: numbers have no gaps and commit in order, so "everything after the
-- mark" misses nothing. A person is subtracted from the channel that she came by; one who was withdrawn before a correction is
-- changed by it no more.
create view statistics.change as
select
  event.number, entry.day, event.channel,
  (event.kind = 'counted')::int as counted,
  (event.kind = 'withdrawn')::int as retracted,
  coalesce(event.party::int, 0) - coalesce(event.was_party::int, 0) as party,
  coalesce(event.league::int, 0) - coalesce(event.was_league::int, 0) as league,
  coalesce(event.pioneers::int, 0) - coalesce(event.was_pioneers::int, 0) as pioneers,
  coalesce((not (event.party or event.league or event.pioneers))::int, 0)
    - coalesce((not (event.was_party or event.was_league or event.was_pioneers))::int, 0) as not_stated
from register.event event
join register.entry entry on entry.number = event.number;

-- People standing, by the channel they came by. Sums to the total without the baseline.
create view statistics.standing as
select channel, sum(counted - retracted)::bigint as people from statistics.tally group by channel;
