-- Certificates: what was asked for, what two people agreed to, what was signed. Names, dates of birth and pictures lie here
-- sealed and nowhere else; a digest stands in the clear only of what chance is part of. docs/decisions/0034-issuing.md.
create schema certificates;

create function staff.acting_is(asked text, at text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from staff.role r join staff.member m on m.id = r.member
    where r.member = staff.acting() and m.state = 'admitted' and r.role = asked and r.branch = at)
$$;

-- The branches where whoever acts has a role.
create function staff.branches_of_acting_as(asked text) returns setof text
language sql stable security definer set search_path = '' as $$
  select r.branch from staff.role r join staff.member m on m.id = r.member
  where r.member = staff.acting() and m.state = 'admitted' and r.role = asked
$$;

-- Asked with a return code, for one line of its declaration, of one branch.
create table certificates.request (
  id          uuid  primary key,
  submission  uuid  not null,
  line        int   not null check (line > 0),
  day         date  not null,
  branch      text  not null references staff.branch (id),
  box         uuid  not null references vault.box (id),  -- of the class `papers`
  sealed      bytea not null,
  digest      bytea not null                             -- of the form, keyed by its own nonce
);
create index on certificates.request (submission, line);
create index on certificates.request (branch, day);

-- A picture of a document. No machine of the house reads it.
create table certificates.paper (
  id       uuid  primary key,
  request  uuid  not null references certificates.request (id),
  box      uuid  not null references vault.box (id),
  sealed   bytea not null
);
create index on certificates.paper (request);

-- What branch and applicant say to each other: an hour to meet, a page that cannot be read. What the branch says is sealed
-- twice, to the box and to the key of the return code.
create table certificates.message (
  id       uuid  primary key,
  request  uuid  not null references certificates.request (id),
  number   int   not null check (number between 1 and 40),
  day      date  not null,
  box      uuid  not null references vault.box (id),
  sealed   bytea not null,
  reply    bytea,                                         -- null: the applicant says it
  unique (request, number)
);

create table certificates.closed (
  request  uuid  primary key references certificates.request (id),
  day      date  not null,
  how      text  not null check (how in ('declined', 'taken-back')),
  reason   text  check (reason in ('not-met', 'not-the-person', 'not-readable', 'asked-twice', 'not-certifiable')),
  check ((how = 'declined') = (reason is not null))
);

-- The content that an approver of another branch is asked to agree to, sealed to her branch and to the one that asks.
create table certificates.prepared (
  approval    uuid  primary key references approvals.request (id),
  request     uuid  not null references certificates.request (id),
  day         date  not null,
  to_branch   text  not null references staff.branch (id),
  to_box      uuid  not null references vault.box (id),
  to_sealed   bytea not null,
  own_box     uuid  not null references vault.box (id),
  own_sealed  bytea not null
);
create index on certificates.prepared (request);

-- A place in a list of states. One that no certificate has is a decoy.
create table certificates.place (
  list   int not null check (list > 0),
  index  int not null check (index >= 0),
  decoy  smallint check (decoy between 1 and 3),
  primary key (list, index)
);

-- What is about to be signed: committed before the key is touched, so that whatever happens then, nothing was signed that is
-- not known here by its number, its place and the digest of its content.
create table certificates.intent (
  number    text not null primary key check (number ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
  approval  uuid not null unique references certificates.prepared (approval),
  request   uuid not null references certificates.request (id),
  list      int  not null,
  index     int  not null,
  kid       text not null check (kid ~ '^[0-9a-f]{16}$'),
  day       date not null,
  unique (list, index),
  foreign key (list, index) references certificates.place (list, index)
);
create index on certificates.intent (request);

-- What was signed and handed over to the boxes. `lookup` is SHA-256 of number and check code; the check code is of the signed
-- bytes, so nobody makes it up. `record` is the signed statement, sealed to the branch: what is verified anew.
create table certificates.issued (
  number  text  primary key references certificates.intent (number),
  day     date  not null,
  lookup  bytea not null unique check (octet_length(lookup) = 32),
  pdf     bytea not null check (octet_length(pdf) = 32),  -- SHA-256 of the file
  reply   bytea not null,                                 -- the file, sealed to the key of the return code
  box     uuid  not null references vault.box (id),
  copy    bytea not null,                                 -- the file, sealed to the branch
  record  bytea not null
);

-- What became of a certificate. The last one counts; without any it is valid.
create table certificates.change (
  sequence  bigint generated always as identity primary key,
  number    text not null references certificates.issued (number),
  state     text not null check (state in ('valid', 'revoked', 'suspended', 'superseded')),
  reason    text not null check (reason in ('by-holder', 'lost', 'wrong-content', 'declaration-withdrawn', 'deceit',
              'key-lost', 'looked-into', 'cleared', 'issued-anew')),
  day       date not null,
  approval  uuid references approvals.request (id),
  successor text references certificates.issued (number),
  check ((state = 'superseded') = (successor is not null)),
  check ((state = 'superseded') = (reason = 'issued-anew')),
  check ((state = 'superseded') = (approval is null)),
  check ((state = 'valid') = (reason = 'cleared'))
);
create index on certificates.change (number, sequence);

create table certificates.handed_over (
  number  text primary key references certificates.issued (number),
  day     date not null
);

do $$
declare
  kept record;
begin
  for kept in select * from (values
    ('request', array['sealed']), ('paper', array['sealed']), ('message', array['sealed', 'reply']),
    ('closed', null), ('prepared', array['to_sealed', 'own_sealed']), ('place', null), ('intent', null),
    ('issued', array['reply', 'copy', 'record']), ('change', null), ('handed_over', null)
  ) as t (name, columns)
  loop
    if kept.columns is null then
      execute format('create trigger append_only before update or delete or truncate on certificates.%I
        for each statement execute function house.refuse_change()', kept.name);
    else
      execute format('create trigger append_only before delete or truncate on certificates.%I
        for each statement execute function house.refuse_change()', kept.name);
      execute format('create trigger erasure_only before update on certificates.%I
        for each row execute function house.refuse_all_but_erasure(%s)', kept.name,
        (select string_agg(quote_literal(c), ', ') from unnest(kept.columns) c));
    end if;
    execute format('alter table certificates.%I enable row level security', kept.name);
  end loop;
end
$$;

create view certificates.state with (security_invoker = true) as
select i.number, coalesce(c.state, 'valid') as state, c.successor
from certificates.issued i
left join lateral (
  select state, successor from certificates.change where number = i.number order by sequence desc limit 1
) c on true;

-- Where a request stands. `asked` again, once a colleague has refused or an answer has run out; `signing`, once one has agreed,
-- until it is issued: by that approval it is begun, or goes on.
create view certificates.standing as
select r.id as request, r.submission, r.line, r.day, r.branch,
  case
    when c.how is not null then c.how
    when done.number is not null then 'issued'
    when waits.agreed then 'signing'
    when waits.approval is not null then 'approving'
    else 'asked'
  end as state,
  c.reason, done.number, coalesce(c.day, done.day) as ended, waits.approval
from certificates.request r
left join certificates.closed c on c.request = r.id
left join lateral (
  select i.number, i.day from certificates.intent n join certificates.issued i on i.number = n.number
  where n.request = r.id order by i.day desc limit 1
) done on true
left join lateral (
  select p.approval, coalesce(a.verdict = 'approved', false) as agreed
  from certificates.prepared p
  join approvals.request asked on asked.id = p.approval
  left join approvals.answer a on a.request = p.approval
  where p.request = r.id and coalesce(a.verdict = 'approved', asked.requested_at > now() - interval '30 days')
  limit 1
) waits on true;

-- What the register and the published ledger have of one line: null where nothing can be certified of it.
create function certificates.facts(of_submission uuid, at_line int)
returns table (entry bigint, received date, registered date, name text, party boolean, league boolean, pioneers boolean,
  leaf bigint, bytes bytea, published bigint)
language sql stable security definer set search_path = '' as $$
  select d.number, d.received, d.day, case when shown.now then stated.name end, stated.party, stated.league,
    stated.pioneers, proof.index, proof.bytes, h.published
  from register.origin o
  join register.entry d on d.number = o.number and d.kind = 'declaration'
  cross join ledger.head h
  cross join lateral (
    select s.* from register.statement s where s.declaration = d.number and s.position = at_line
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
      select from register.withdrawn_line w where w.declaration = d.number and w.position = at_line)
    -- While something about it is on its way into the ledger, the two may say different things.
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
  join register.origin o on o.submission = c.submission
  join register.line l on l.number = o.number
  cross join lateral certificates.facts(c.submission, l.position) f
  where c.hash = code
  order by l.position
$$;

create function certificates.by_code(code bytea)
returns table (request uuid, line int, day date, branch text, state text, reason text, number text, became text, ended date,
  kept boolean, papers bigint)
language sql stable security definer set search_path = '' as $$
  select s.request, s.line, s.day, s.branch, case when s.state = 'signing' then 'approving' else s.state end, s.reason,
    s.number, st.state, s.ended, coalesce(octet_length(i.reply) > 0, false),
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
  where c.hash = code and i.number = of_number and octet_length(i.reply) > 0
$$;

-- What an applicant adds is sealed to the newest box of her branch.
create function certificates.box_by_code(code bytea, of_request uuid) returns table (box uuid, recipient text)
language sql stable security definer set search_path = '' as $$
  select b.id, b.recipient
  from intake.return_code c
  join certificates.request r on r.submission = c.submission
  join vault.box b on b.branch = r.branch and b.class = 'papers' and (b.id = r.box or not b.spent)
  where c.hash = code and r.id = of_request
  order by b.spent, b.week desc limit 1
$$;

create function certificates.ask(
  code bytea, new_id uuid, at_line int, on_day date, at_branch text, to_box uuid, record bytea, content bytea
) returns text language plpgsql security definer set search_path = '' as $$
declare
  asking uuid := (select submission from intake.return_code where hash = code);
  before bytea;
begin
  if asking is null then return 'unknown'; end if;
  perform pg_advisory_xact_lock(hashtextextended(asking::text, 3));
  select digest into before from certificates.request where id = new_id;
  if found then
    return case when before = content then 'asked' else 'sent-before' end;
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

create function certificates.add_paper(code bytea, of_request uuid, new_id uuid, to_box uuid, record bytea) returns text
language plpgsql security definer set search_path = '' as $$
begin
  perform from intake.return_code c join certificates.request r on r.submission = c.submission
    where c.hash = code and r.id = of_request;
  if not found then return 'unknown'; end if;
  perform pg_advisory_xact_lock(hashtextextended(of_request::text, 4));
  if exists (select from certificates.paper where id = new_id) then return 'added'; end if;
  if (select state from certificates.standing where request = of_request) not in ('asked', 'approving') then
    return 'closed';
  end if;
  if (select count(*) from certificates.paper where request = of_request) >= 3 then return 'too-many'; end if;
  insert into certificates.paper (id, request, box, sealed) values (new_id, of_request, to_box, record);
  return 'added';
end
$$;

create function certificates.say(
  code bytea, of_request uuid, new_id uuid, on_day date, to_box uuid, record bytea
) returns text language plpgsql security definer set search_path = '' as $$
declare
  last int;
begin
  perform from intake.return_code c join certificates.request r on r.submission = c.submission
    where c.hash = code and r.id = of_request;
  if not found then return 'unknown'; end if;
  perform pg_advisory_xact_lock(hashtextextended(of_request::text, 4));
  if exists (select from certificates.message where id = new_id) then return 'said'; end if;
  if (select state from certificates.standing where request = of_request) in ('declined', 'taken-back') then
    return 'closed';
  end if;
  select coalesce(max(number), 0) into last from certificates.message where request = of_request;
  -- The branch keeps the last word: twenty are enough for one side.
  if (select count(*) from certificates.message where request = of_request and reply is null) >= 20 or last >= 40 then
    return 'too-many';
  end if;
  insert into certificates.message (id, request, number, day, box, sealed)
  values (new_id, of_request, last + 1, on_day, to_box, record);
  return 'said';
end
$$;

create function certificates.take_back(code bytea, of_request uuid, on_day date) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform from intake.return_code c join certificates.request r on r.submission = c.submission
    where c.hash = code and r.id = of_request;
  if not found then return false; end if;
  perform pg_advisory_xact_lock(hashtextextended(of_request::text, 4));
  if (select state from certificates.standing where request = of_request) not in ('asked', 'approving', 'signing') then
    return false;
  end if;
  insert into certificates.closed (request, day, how) values (of_request, on_day, 'taken-back') on conflict do nothing;
  return true;
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
    and exists (
      select from staff.role r join staff.member m on m.id = r.member
      where r.branch = b.id and r.role = 'issuer' and m.state = 'admitted')
  order by b.id <> 'centre', b.name
$$;

-- Typed: number and check code, hashed by whoever asks. Nothing is said of whom it is about.
create function certificates.look_up(hashed bytea) returns table (state text, day date, successor text)
language sql stable security definer set search_path = '' as $$
  select s.state, i.day, s.successor from certificates.issued i join certificates.state s on s.number = i.number
  where i.lookup = hashed
$$;

-- At the desk. -----------------------------------------------------------------------------------------------------

create policy branch on certificates.request for select to exeunt_desk
  using (branch in (select staff.branches_of_acting_as('issuer')));
create policy branch on certificates.paper for select to exeunt_desk
  using (exists (select from certificates.request r where r.id = request));
create policy branch on certificates.message for select to exeunt_desk
  using (exists (select from certificates.request r where r.id = request));
create policy said on certificates.message for insert to exeunt_desk
  with check (reply is not null and exists (select from certificates.request r where r.id = request));
create policy branch on certificates.closed for select to exeunt_desk
  using (exists (select from certificates.request r where r.id = request));
create policy declined on certificates.closed for insert to exeunt_desk
  with check (how = 'declined' and exists (select from certificates.request r where r.id = request));
create policy branches on certificates.prepared for select to exeunt_desk
  using (staff.acting_is('approver', to_branch) or exists (select from certificates.request r where r.id = request));
create policy made on certificates.prepared for insert to exeunt_desk
  with check (exists (select from certificates.request r where r.id = request and r.branch <> to_branch));
create policy known on certificates.intent for select to exeunt_desk using (staff.acting() is not null);
create policy branch on certificates.issued for select to exeunt_desk
  using (box in (select id from vault.box where branch in (select staff.branches_of_acting_as('issuer'))));
create policy known on certificates.change for select to exeunt_desk using (staff.acting() is not null);
create policy agreed on certificates.change for insert to exeunt_desk
  with check (staff.acting() is not null and approval is not null);
create policy branch on certificates.handed_over for select to exeunt_desk
  using (exists (select from certificates.issued i where i.number = handed_over.number));
create policy handed on certificates.handed_over for insert to exeunt_desk
  with check (exists (select from certificates.issued i where i.number = handed_over.number));

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
      select from staff.role r join staff.member m on m.id = r.member
      where r.branch = b.id and r.role = 'approver' and m.state = 'admitted' and m.id <> staff.acting())
  order by b.name
$$;

-- What is under way at the branches where whoever acts issues, the oldest first; or one request, however it ended. With its
-- owner's eyes, because whether an approval waits is not hers to see by itself.
create function certificates.at_branches(one uuid, most int)
returns table (request uuid, submission uuid, line int, day date, branch text, state text, number text, ended date,
  unfinished uuid)
language sql stable security definer set search_path = '' as $$
  select s.request, s.submission, s.line, s.day, s.branch, s.state, s.number, s.ended,
    case when s.state = 'signing' then s.approval end
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

-- Four eyes. -------------------------------------------------------------------------------------------------------

alter table approvals.request drop constraint request_kind_check;
alter table approvals.request add constraint request_kind_check
  check (kind in ('role', 'correction', 'withdrawal', 'certificate', 'certificate-state'));

create or replace function approvals.check_answer() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  asked approvals.request;
begin
  select * into asked from approvals.request where id = new.request;
  new.kind := asked.kind;
  new.requester := asked.requester;
  new.requester_branch := asked.branch;
  new.requester_credential := asked.credential;
  if new.at > asked.requested_at + interval '30 days' then
    raise exception 'the request has run out';
  end if;
  if not exists (
    select from staff.role r join staff.member m on m.id = r.member
    where r.member = new.approver and r.branch = new.branch and m.state = 'admitted'
      and (r.role = 'approver' or asked.kind = 'role' and r.role in ('head', 'administrator'))
  ) then
    raise exception 'no approver of this branch';
  end if;
  if asked.kind = 'role' and asked.act::jsonb ->> 'member' = new.approver::text then
    raise exception 'nobody approves a role of her own';
  end if;
  if new.credential is null then
    if not exists (select from house.house where kind = 'demo') then
      raise exception 'an answer without a passkey';
    end if;
  elsif not exists (
    select from staff.credential where id = new.credential and member = new.approver and not retired
  ) then
    raise exception 'a passkey of somebody else, or one that was given up';
  elsif convert_from(new.client_data, 'UTF8')::jsonb ->> 'challenge'
      is distinct from approvals.challenge(new.verdict, asked.act) then
    raise exception 'an assertion over something else';
  end if;
  -- Where another branch has somebody to ask, a withdrawal is looked at there.
  if asked.kind = 'withdrawal' and new.branch = asked.branch and exists (
    select from staff.role r join staff.member m on m.id = r.member join staff.branch b on b.id = r.branch
    where r.role = 'approver' and m.state = 'admitted' and not b.closed and r.branch <> asked.branch
      and r.member <> asked.requester
  ) then
    raise exception 'an approver of another branch has to look at it';
  end if;
  -- A certificate leaves the house: a branch that was bought or broken into certifies nothing by itself, ever.
  if asked.kind in ('certificate', 'certificate-state') and new.branch = asked.branch then
    raise exception 'an approver of another branch has to look at it';
  end if;
  -- And whoever agrees has been given the content to look at.
  if asked.kind = 'certificate' and not exists (
    select from certificates.prepared p where p.approval = asked.id and p.to_branch = new.branch
  ) then
    raise exception 'the content was not sealed to this branch';
  end if;
  return new;
end
$$;

-- What is prepared is what was asked to be approved, and each state comes from an approval of its own.
create function certificates.check_prepared() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from approvals.request a
    where a.id = new.approval and a.kind = 'certificate' and a.act::jsonb ->> 'request' = new.request::text
  ) then
    raise exception 'prepared for another request';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(new.request::text, 4));
  if (select state from certificates.standing where request = new.request) <> 'asked' then
    raise exception 'it is under way already';
  end if;
  return new;
end
$$;
create trigger check_prepared before insert on certificates.prepared
  for each row execute function certificates.check_prepared();

create function certificates.check_closed() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.request::text, 4));
  if exists (
    select from certificates.intent n join certificates.issued i on i.number = n.number where n.request = new.request
  ) then
    raise exception 'it is issued';
  end if;
  return new;
end
$$;
create trigger check_closed before insert on certificates.closed
  for each row execute function certificates.check_closed();

-- Nothing is about to be signed that two have not agreed to, and no approval serves twice.
create function certificates.four_eyes() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.request::text, 4));
  if exists (select from certificates.closed where request = new.request) then
    raise exception 'the request is closed';
  end if;
  perform approvals.use(new.approval, 'certificate', jsonb_build_object('request', new.request));
  return new;
end
$$;
create trigger four_eyes before insert on certificates.intent
  for each row execute function certificates.four_eyes();

create function certificates.check_issued() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  of_request uuid := (select request from certificates.intent where number = new.number);
begin
  perform pg_advisory_xact_lock(hashtextextended(of_request::text, 4));
  if exists (select from certificates.closed where request = of_request) then
    raise exception 'the request is closed';
  end if;
  return new;
end
$$;
create trigger check_issued before insert on certificates.issued
  for each row execute function certificates.check_issued();

create function certificates.change_by_two() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  now text;
begin
  perform pg_advisory_xact_lock(hashtextextended(new.number, 5));
  now := (select state from certificates.state where number = new.number);
  if now in ('revoked', 'superseded') and new.state <> 'superseded' then
    raise exception 'a certificate that ended does not come back';
  end if;
  if new.approval is not null then
    perform approvals.use(new.approval, 'certificate-state',
      jsonb_build_object('number', new.number, 'state', new.state, 'reason', new.reason));
  elsif not exists (
    select from certificates.intent later
    join certificates.intent before on before.number = new.number
    join certificates.request asked on asked.id = later.request
    join certificates.request earlier on earlier.id = before.request
    where later.number = new.successor and earlier.submission = asked.submission and earlier.line = asked.line
  ) then
    raise exception 'superseded by another person''s certificate';
  end if;
  return new;
end
$$;
create trigger change_by_two before insert on certificates.change
  for each row execute function certificates.change_by_two();

-- The process that holds the key. ----------------------------------------------------------------------------------

do $$
declare
  name text;
begin
  foreach name in array array['request', 'paper', 'message', 'closed', 'prepared', 'place', 'intent', 'issued', 'change',
    'handed_over']
  loop
    execute format('create policy issuer on certificates.%I to exeunt_issue using (true) with check (true)', name);
  end loop;
end
$$;

-- Names and pictures are kept while they are needed: for thirty days after the end of a request, and the file for ninety.
create function certificates.forget(today date) returns int language plpgsql security definer set search_path = '' as $$
declare
  gone uuid[] := array(
    select request from certificates.standing where state in ('issued', 'declined', 'taken-back') and ended < today - 30);
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

grant usage on schema certificates to exeunt_site, exeunt_desk, exeunt_issue;
grant usage on schema staff, vault, approvals, house, ledger to exeunt_issue;
grant select on house.house, house.key to exeunt_issue;
grant select on all tables in schema certificates to exeunt_issue;
grant insert on certificates.place, certificates.intent, certificates.issued, certificates.change to exeunt_issue;
grant select on approvals.request, approvals.answer, staff.credential, staff.branch, vault.box to exeunt_issue;
grant select on ledger.head, ledger.batch, ledger.identity to exeunt_issue;
create policy issuer on approvals.request for select to exeunt_issue using (true);
create policy issuer on approvals.answer for select to exeunt_issue using (true);

revoke all on all functions in schema certificates from public;
revoke all on function staff.acting_is(text, text), staff.branches_of_acting_as(text) from public;
grant execute on function staff.acting_is(text, text), staff.branches_of_acting_as(text) to exeunt_desk;
grant execute on function
  certificates.people_by_code(bytea), certificates.by_code(bytea), certificates.said_by_code(bytea),
  certificates.file_by_code(bytea, text), certificates.box_by_code(bytea, uuid),
  certificates.ask(bytea, uuid, int, date, text, uuid, bytea, bytea),
  certificates.add_paper(bytea, uuid, uuid, uuid, bytea),
  certificates.say(bytea, uuid, uuid, date, uuid, bytea), certificates.take_back(bytea, uuid, date),
  certificates.branches(text, text), certificates.look_up(bytea)
  to exeunt_site;
grant select on certificates.request, certificates.paper, certificates.message, certificates.closed, certificates.prepared,
  certificates.intent, certificates.issued, certificates.change, certificates.handed_over to exeunt_desk;
grant insert on certificates.message, certificates.closed, certificates.prepared, certificates.change,
  certificates.handed_over to exeunt_desk;
grant select on certificates.state to exeunt_desk;
grant execute on function
  certificates.facts(uuid, int), certificates.reply_recipient(uuid), certificates.approving(text, text, text),
  certificates.at_branches(uuid, int), certificates.waiting(), certificates.figures(date, text, int)
  to exeunt_desk;
grant execute on function certificates.facts(uuid, int), certificates.reply_recipient(uuid), certificates.forget(date)
  to exeunt_issue;

alter table audit.act drop constraint act_what_check;
alter table audit.act add constraint act_what_check check (what in (
  'enrolled', 'signed-in', 'signed-out', 'invited', 'admitted', 'removed', 'role-granted', 'role-taken', 'box-made',
  'passkey-added', 'passkey-retired', 'passkeys-lost', 'keys-given', 'contact-opened',
  'branch-opened', 'branch-changed', 'requested', 'approved', 'refused', 'taken-in',
  'case-opened', 'case-returned', 'registered', 'registered-uncounted', 'held', 'declined', 'kept',
  'withdrawal-decided', 'withdrawn', 'corrected',
  'looked-again', 'sent-back', 'canary-placed', 'canary-opened', 'alarm-seen',
  'desk-script', 'recovery-invited', 'recovery-exported', 'recovery-given',
  'certificate-opened', 'certificate-prepared', 'certificate-declined', 'certificate-issued', 'certificate-changed',
  'certificate-handed-over'));
grant usage on schema audit to exeunt_issue;
grant insert (at, who, what, record) on audit.act to exeunt_issue;
create policy issuing on audit.act for insert to exeunt_issue with check (what = 'certificate-issued');
