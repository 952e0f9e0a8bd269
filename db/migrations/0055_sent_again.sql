-- What is taken in under a key that its sender repeats keeps a digest of what it was (src/vault/sent.ts): the same again is
-- answered as it was, and something else under that key is said to be something else. It is keyed, so that whoever has the
-- database confirms no guess by it. A row that has none is the same as nothing.
alter table intake.followup add column digest bytea check (octet_length(digest) = 32);
alter table certificates.paper add column digest bytea check (octet_length(digest) = 32);
alter table certificates.message add column digest bytea check (octet_length(digest) = 32);
alter table review.decision add column digest bytea check (octet_length(digest) = 32);
alter table review.second_verdict add column digest bytea check (octet_length(digest) = 32);

grant select (digest) on intake.followup to exeunt_site;
grant select (digest), insert (digest) on review.second_verdict to exeunt_desk;

-- Whether what is there under a key is what was sent now.
create function certificates.sent_again(stored bytea, content bytea, otherwise text) returns text
language sql immutable set search_path = '' as $$
  select case when stored = content then otherwise else 'sent-before' end
$$;

-- The same again, where the request has ended, asks for nothing: whoever sends it is told, and can ask anew.
create or replace function certificates.ask(
  code bytea, new_id uuid, at_line int, on_day date, at_branch text, to_box uuid, record bytea, content bytea
) returns text language plpgsql security definer set search_path = '' as $$
declare
  asking uuid := (select submission from intake.return_code where hash = code);
  before bytea;
begin
  if asking is null then return 'unknown'; end if;
  perform pg_advisory_xact_lock(hashtextextended(new_id::text, 6));
  perform pg_advisory_xact_lock(hashtextextended(asking::text, 3));
  select digest into before from certificates.request where id = new_id;
  if found then
    return case
      when (select state from certificates.standing where request = new_id) in ('declined', 'taken-back', 'withdrawn') then 'sent-before'
      else certificates.sent_again(before, content, 'asked')
    end;
  end if;
  if not exists (select from certificates.facts(asking, at_line)) then return 'not-certifiable'; end if;
  if exists (
    select from certificates.standing s
    where s.submission = asking and s.line = at_line and s.state in ('asked', 'approving', 'signing')
  ) then
    return 'asked-already';
  end if;
  -- A code in the wrong hands asks for the same again and again: a person needs this seldom.
  if (select count(*) from certificates.request where submission = asking and line = at_line) >= 12 then
    return 'too-many';
  end if;
  if not exists (
    select from vault.box b where b.id = to_box and b.class = 'papers' and b.branch = at_branch and not b.spent
  ) then
    return 'closed';
  end if;
  insert into certificates.request (id, submission, line, day, branch, box, sealed, digest)
  values (new_id, asking, at_line, on_day, at_branch, to_box, record, content);
  return 'asked';
end
$$;

drop function certificates.add_paper(bytea, uuid, uuid, uuid, bytea);
create function certificates.add_paper(
  code bytea, of_request uuid, new_id uuid, to_box uuid, record bytea, content bytea
) returns text language plpgsql security definer set search_path = '' as $$
declare
  before bytea;
begin
  perform from intake.return_code c join certificates.request r on r.submission = c.submission
    where c.hash = code and r.id = of_request;
  if not found then return 'unknown'; end if;
  perform pg_advisory_xact_lock(hashtextextended(new_id::text, 6));
  perform pg_advisory_xact_lock(hashtextextended(of_request::text, 4));
  select digest into before from certificates.paper where id = new_id;
  if found then return certificates.sent_again(before, content, 'added'); end if;
  if (select state from certificates.standing where request = of_request) not in ('asked', 'approving') then
    return 'closed';
  end if;
  if (select count(*) from certificates.paper where request = of_request) >= 3 then return 'too-many'; end if;
  insert into certificates.paper (id, request, box, sealed, digest) values (new_id, of_request, to_box, record, content);
  return 'added';
end
$$;

drop function certificates.say(bytea, uuid, uuid, date, uuid, bytea);
create function certificates.say(
  code bytea, of_request uuid, new_id uuid, on_day date, to_box uuid, record bytea, content bytea
) returns text language plpgsql security definer set search_path = '' as $$
declare
  before bytea;
  last int;
begin
  perform from intake.return_code c join certificates.request r on r.submission = c.submission
    where c.hash = code and r.id = of_request;
  if not found then return 'unknown'; end if;
  perform pg_advisory_xact_lock(hashtextextended(new_id::text, 6));
  perform pg_advisory_xact_lock(hashtextextended(of_request::text, 4));
  select digest into before from certificates.message where id = new_id;
  if found then return certificates.sent_again(before, content, 'said'); end if;
  if (select state from certificates.standing where request = of_request) in ('declined', 'taken-back', 'withdrawn') then
    return 'closed';
  end if;
  select coalesce(max(number), 0) into last from certificates.message where request = of_request;
  -- The branch keeps the last word: twenty are enough for one side.
  if (select count(*) from certificates.message where request = of_request and reply is null) >= 20 or last >= 40 then
    return 'too-many';
  end if;
  insert into certificates.message (id, request, number, day, box, sealed, digest)
  values (new_id, of_request, last + 1, on_day, to_box, record, content);
  return 'said';
end
$$;

-- Taken back already, it is taken back.
create or replace function certificates.take_back(code bytea, of_request uuid, on_day date) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform from intake.return_code c join certificates.request r on r.submission = c.submission
    where c.hash = code and r.id = of_request;
  if not found then return false; end if;
  perform pg_advisory_xact_lock(hashtextextended(of_request::text, 4));
  if (select state from certificates.standing where request = of_request) in ('asked', 'approving', 'signing') then
    insert into certificates.closed (request, day, how) values (of_request, on_day, 'taken-back') on conflict do nothing;
  end if;
  return exists (select from certificates.closed c where c.request = of_request and c.how = 'taken-back');
end
$$;

revoke all on function certificates.sent_again(bytea, bytea, text),
  certificates.add_paper(bytea, uuid, uuid, uuid, bytea, bytea),
  certificates.say(bytea, uuid, uuid, date, uuid, bytea, bytea) from public;
grant execute on function
  certificates.add_paper(bytea, uuid, uuid, uuid, bytea, bytea),
  certificates.say(bytea, uuid, uuid, date, uuid, bytea, bytea) to exeunt_site;
