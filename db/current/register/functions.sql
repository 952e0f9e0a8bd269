-- The number of a submission, once the world may see it.
create function register.number_of(asked uuid) returns bigint
language sql stable security definer set search_path = '' as $$
  select provenance.number from register.provenance
  where provenance.submission = asked and provenance.number <= (select covered.number from register.covered)
$$;

-- The last entry that the asking role may see. The staff and the worker see all of them.
create function register.horizon() returns bigint
language sql stable set search_path = '' as $$
  select case when current_user = 'exeunt_site'
    then (select number from register.covered)
    else 9223372036854775807
  end
$$;

-- The site asks by the hash of a return code alone, and can list no hashes: so it learns of those who have come back, and whose
-- is whose of nobody else.
create function register.number_by_code(code bytea) returns bigint
language sql stable security definer set search_path = '' as $$
  select register.number_of(way.submission) from intake.return_code way where way.hash = code
$$;

-- How far whoever follows the register may go on after a number: to the last one before the first that is missing. Numbers have no
-- gaps and commit in order, so on one server that is the newest; where rows can become visible in another order than they were
-- given numbers in, nobody passes over one for ever. So many ahead at most: she goes on from there, and asks no more the more wait.
create function register.prefix(after bigint) returns bigint language sql stable set search_path = '' as $$
  select coalesce(max(ahead.number), after)
  from (
    select number, row_number() over (order by number) as place
    from (select number from register.entry where number > after order by number limit 131072) behind
  ) ahead
  where ahead.number = after + ahead.place
$$;

-- All of register.changing, for the asking role. Its plan is made once a connection.
create function register.changing_now() returns bigint[]
language plpgsql stable set search_path = '' as $$
begin
  return array(select declaration from register.changing);
end
$$;
