-- What the register and the published ledger have of one line: null where nothing can be certified of it.
create function certificates.facts(of_submission uuid, at_line int)
returns table (entry bigint, received date, registered date, name text, party boolean, league boolean, pioneers boolean,
  leaf bigint, bytes bytea, published bigint)
language sql stable security definer set search_path = '' as $$
  select d.number, d.received, d.day, case when shown.now then stated.name end, stated.party, stated.league,
    stated.pioneers, proof.index, proof.bytes, h.published
  from register.provenance o
  join register.entry d on d.number = o.number and d.kind = 'declaration'
  cross join ledger.head h
  cross join lateral (
    select s.* from register.line s where s.declaration = d.number and s.position = at_line
    order by s.number desc limit 1
  ) stated
  cross join lateral (
    select e.shown as now from register.entry e
    where e.number = d.number or e.refers_to = d.number and e.kind = 'correction'
    order by e.number desc limit 1
  ) shown
  cross join lateral (
    select l.index, l.bytes from ledger.leaf l
    where l.entry = d.number and l.line = at_line and l.kind in ('add', 'import', 'restate') and l.index < h.published
    order by l.index desc limit 1
  ) proof
  where o.submission = of_submission
    and not exists (
      select from certificates.withdrawn_line w where w.submission = of_submission and w.line = at_line)
    -- While something about it is on its way into the register or the ledger, they may say different things.
    and not exists (
      select from review.acceptance a where a.kind = 'correction' and a.refers_to = d.number)
    and not exists (
      select from register.entry later
      where later.refers_to = d.number and later.number > (select number from register.covered))
$$;

-- For whoever has the code. ----------------------------------------------------------------------------------------
create function certificates.people_by_code(code bytea)
returns table (line int, name text, party boolean, league boolean, pioneers boolean)
language sql stable security definer set search_path = '' as $$
  select l.position, f.name, f.party, f.league, f.pioneers
  from intake.return_code c
  join register.provenance o on o.submission = c.submission
  join register.line l on l.declaration = o.number and l.number = o.number
  cross join lateral certificates.facts(c.submission, l.position) f
  where c.hash = code
  order by l.position
$$;

create function certificates.by_code(code bytea)
returns table (request uuid, line int, day date, branch text, state text, reason text, number text, became text,
  withdrawn date, ended date, kept boolean, papers bigint)
language sql stable security definer set search_path = '' as $$
  select s.request, s.line, s.day, s.branch, case when s.state = 'signing' then 'approving' else s.state end, s.reason,
    s.number, st.state, coalesce(st.withdrawn, case when s.state = 'withdrawn' then s.ended end), s.ended,
    coalesce(st.state = 'valid' and octet_length(i.reply) > 0, false),
    (select count(*) from certificates.paper p where p.request = s.request)
  from intake.return_code c
  join certificates.standing s on s.submission = c.submission
  left join certificates.state st on st.number = s.number
  left join certificates.issued i on i.number = s.number
  where c.hash = code
  order by s.day desc, s.request
  limit 20
$$;

create function certificates.said_by_code(code bytea)
returns table (request uuid, id uuid, number int, day date, reply bytea)
language sql stable security definer set search_path = '' as $$
  select m.request, m.id, m.number, m.day, m.reply
  from intake.return_code c
  join certificates.request r on r.submission = c.submission
  join certificates.message m on m.request = r.id
  where c.hash = code
  order by m.request, m.number
  limit 60
$$;

create function certificates.file_by_code(code bytea, of_number text) returns bytea
language sql stable security definer set search_path = '' as $$
  select i.reply
  from intake.return_code c
  join certificates.request r on r.submission = c.submission
  join certificates.intent n on n.request = r.id
  join certificates.issued i on i.number = n.number
  join certificates.state s on s.number = i.number and s.state = 'valid'
  where c.hash = code and i.number = of_number and octet_length(i.reply) > 0
$$;

-- What an applicant adds is sealed to the newest box of her branch. To what has ended with its declaration nobody adds
-- anything.
create function certificates.box_by_code(code bytea, of_request uuid) returns table (box uuid, recipient text)
language sql stable security definer set search_path = '' as $$
  select b.id, b.recipient
  from intake.return_code c
  join certificates.standing r on r.submission = c.submission
  join certificates.request asked on asked.id = r.request
  join vault.box b on b.branch = r.branch and b.class = 'papers' and (b.id = asked.box or not b.spent)
  where c.hash = code and r.request = of_request and r.state <> 'withdrawn'
  order by b.spent, b.week desc limit 1
$$;

-- The same again, where the request has ended, asks for nothing: whoever sends it is told, and can ask anew.
create function certificates.ask(
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
create function certificates.take_back(code bytea, of_request uuid, on_day date) returns boolean
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

-- Where certificates can be asked for: branches that whoever looks may find, where somebody issues, and where a box of this
-- or the last week waits.
create function certificates.branches(this_week text, last_week text)
returns table (id text, name text, place text, country text, box uuid, recipient text)
language sql stable security definer set search_path = '' as $$
  select b.id, b.name, b.place, b.country, box.id, box.recipient
  from staff.branch b
  cross join lateral (
    select x.id, x.recipient from vault.box x
    where x.branch = b.id and x.class = 'papers' and not x.spent and x.week in (this_week, last_week)
    order by x.week desc limit 1
  ) box
  where not b.closed and (b.listed or b.id = 'centre')
    and exists (select from staff.working w where w.branch = b.id and w.role = 'issuer')
  order by b.id <> 'centre', b.name
$$;

-- Typed: number and check code, hashed by whoever asks. Nothing is said of whom it is about.
create function certificates.look_up(hashed bytea) returns table (state text, day date, successor text, withdrawn date)
language sql stable security definer set search_path = '' as $$
  select s.state, i.day, s.successor, s.withdrawn
  from certificates.issued i join certificates.state s on s.number = i.number
  where i.lookup = hashed
$$;

-- The key of the return code, that an answer is sealed to.
create function certificates.reply_recipient(of_request uuid) returns bytea
language sql stable security definer set search_path = '' as $$
  select c.reply_recipient from certificates.request r join intake.return_code c on c.submission = r.submission
  where r.id = of_request
$$;

-- Branches that can agree to what another one prepares, each with the box to seal it to.
create function certificates.approving(of_branch text, this_week text, last_week text)
returns table (branch text, name text, box uuid, recipient text)
language sql stable security definer set search_path = '' as $$
  select b.id, b.name, box.id, box.recipient
  from staff.branch b
  cross join lateral (
    select x.id, x.recipient from vault.box x
    where x.branch = b.id and x.class = 'papers' and not x.spent and x.week in (this_week, last_week)
    order by x.week desc limit 1
  ) box
  where not b.closed and b.id <> of_branch
    and exists (
      select from staff.working w where w.branch = b.id and w.role = 'approver' and w.member <> staff.acting())
  order by b.name
$$;

-- What is under way at the branches where whoever acts issues, the oldest first; or one request, however it ended. With its
-- owner's eyes, because whether an approval waits is not hers to see by itself.
create function certificates.at_branches(one uuid, most int)
returns table (request uuid, submission uuid, line int, day date, branch text, state text, number text, ended date,
  unfinished uuid, waits_for text)
language sql stable security definer set search_path = '' as $$
  select s.request, s.submission, s.line, s.day, s.branch, s.state, s.number, s.ended,
    case when s.state = 'signing' then s.approval end,
    case when s.state = 'approving' then (select p.to_branch from certificates.prepared p where p.approval = s.approval) end
  from certificates.standing s
  where s.branch in (select staff.branches_of_acting_as('issuer'))
    and case when one is null then s.ended is null else s.request = one end
  order by s.day, s.request
  limit most
$$;

create function certificates.waiting() returns table (waiting bigint, oldest date)
language sql stable security definer set search_path = '' as $$
  select count(*), min(day) from certificates.standing s
  where s.branch in (select staff.branches_of_acting_as('issuer')) and s.state in ('asked', 'signing')
$$;

-- Of each branch: what was asked and issued, how long people waited, how long they are waiting. Whoever issues there or
-- oversees it sees the figures; of few, as everywhere, only that they are few.
create function certificates.figures(on_day date, after text, most int)
returns table (branch text, name text, asked bigint, issued bigint, waiting bigint, oldest date, median_days numeric)
language sql stable security definer set search_path = '' as $$
  select b.id, b.name, seen.asked, seen.issued, seen.waiting, seen.oldest, seen.median_days
  from (
    select branch.id, branch.name, staff.acting_is('issuer', branch.id) as own from staff.branch branch
    where branch.id > after and (staff.acting_is('issuer', branch.id) or oversight.oversees(branch.id))
    order by branch.id limit most
  ) b
  cross join lateral (
    select count(*) as asked,
      count(*) filter (where s.state = 'issued') as issued,
      count(*) filter (where s.state in ('asked', 'approving', 'signing')) as waiting,
      min(s.day) filter (where s.state in ('asked', 'approving', 'signing')) as oldest,
      percentile_cont(0.5) within group (order by s.ended - s.day) filter (where s.state = 'issued') as median
    from certificates.standing s where s.branch = b.id and s.day > on_day - 365
  ) f
  cross join lateral (
    select case when b.own then f.asked else oversight.coarse(f.asked) end as asked,
      case when b.own then f.issued else oversight.coarse(f.issued) end as issued,
      case when b.own then f.waiting else oversight.coarse(f.waiting) end as waiting,
      f.oldest, case when b.own or f.issued >= 10 then f.median::numeric end as median_days
  ) seen
  order by b.id
$$;

-- Names and pictures are kept while they are needed: for thirty days after the end of a request, and the file for ninety.
create function certificates.forget(today date) returns int language plpgsql security definer set search_path = '' as $$
declare
  gone uuid[] := array(
    select request from certificates.standing
    where state in ('issued', 'declined', 'taken-back', 'withdrawn') and ended < today - 30);
  emptied int;
begin
  update certificates.paper set sealed = '' where request = any (gone) and sealed <> '';
  get diagnostics emptied = row_count;
  update certificates.message set sealed = '', reply = null where request = any (gone) and sealed <> '';
  update certificates.prepared set to_sealed = '', own_sealed = '' where request = any (gone) and own_sealed <> '';
  update certificates.request set sealed = '' where id = any (gone) and sealed <> '';
  update certificates.issued set reply = '', copy = '' where day < today - 90 and copy <> '';
  return emptied;
end
$$;

-- At the desk. -----------------------------------------------------------------------------------------------------

-- What has to be revoked at the branches of whoever acts, because its declaration was withdrawn; `asked` once another branch
-- has been asked to agree.
create function certificates.to_revoke(most int, moment timestamptz)
returns table (number text, day date, branch text, withdrawn date, asked boolean)
language sql stable security definer set search_path = '' as $$
  select i.number, i.day, r.branch, s.withdrawn, exists (
      select from approvals.request a
      where a.kind = 'certificate-state' and a.act::jsonb @> jsonb_build_object('number', i.number, 'state', 'revoked')
        and a.requested_at > moment - approvals.life()
        and not exists (select from approvals.answer answered where answered.request = a.id))
  from certificates.withdrawn gone
  join certificates.issued i on i.number = gone.number
  join certificates.state s on s.number = i.number and s.state = 'withdrawn'
  join certificates.intent n on n.number = i.number
  join certificates.request r on r.id = n.request
  where r.branch in (select staff.branches_of_acting_as('issuer'))
  order by s.withdrawn, i.number
  limit most
$$;

-- Whether what is there under a key is what was sent now.
create function certificates.sent_again(stored bytea, content bytea, otherwise text) returns text
language sql immutable set search_path = '' as $$
  select case when stored = content then otherwise else 'sent-before' end
$$;
