-- On a demonstration nobody has a passkey to sign with: its people sign in without one.
create function installation.is_demo() returns boolean language sql stable set search_path = '' as $$
  select exists (select from installation.identity where kind = 'demo')
$$;

-- The day by the database's own clock. Who owns the tables may put another function in its place, as tests do.
create function installation.today() returns date language sql stable set search_path = '' as $$
  select installation.day_at(now())
$$;

-- For how many days a wish to withdraw rests before anybody looks at it. docs/decisions/0027-duress.md.
create function installation.cooling_days() returns int language sql stable set search_path = '' as $$
  select case when installation.is_demo() then 0 else 14 end
$$;

-- The first day on which a wish that was asked on a day may be looked at. Days are all that is known: one more than the
-- days of rest, so that these are whole, whatever the hour was.
create function installation.rests_until(asked date) returns date language sql stable set search_path = '' as $$
  select asked + case installation.cooling_days() when 0 then 0 else installation.cooling_days() + 1 end
$$;

-- One decision in twenty is looked at again by somebody else, who does not know it. Who owns the tables may put another
-- function in its place, as tests do.
create function installation.second_look_share() returns numeric language sql stable set search_path = '' as $$
  select case when exists (select from installation.identity where kind = 'real') then 0.05 else 0 end
$$;

-- The one place where an instant becomes a day. `calendar.ts` is its like outside of the database.
create function installation.day_at(moment timestamptz) returns date language sql stable set search_path = '' as $$
  select (moment at time zone (select zone from installation.zone))::date
$$;

-- And the one where a day becomes the instant at which it begins.
create function installation.begins(day date) returns timestamptz language sql stable set search_path = '' as $$
  select day::timestamp at time zone (select zone from installation.zone)
$$;
