-- A certificate dies with its declaration. What became of it is found in review and register whenever somebody asks, and is kept
-- nowhere a second time: no crash lies between a withdrawal and the end of what certified the declaration.

-- The day on which two agreed to a withdrawal: until the register has entered it, the only one that it has.
alter table review.acceptance add column agreed date;
alter table review.acceptance add check (agreed is null or kind = 'withdrawal');

-- Lines that were taken back: from the moment at which two have agreed, whether or not the register has entered it and the
-- published ledger covers it. With its owner's eyes: it looks beyond the horizon.
create view certificates.withdrawn_line as
select o.submission, gone.position as line, e.day
from register.withdrawn_line gone
join register.entry e on e.number = gone.number
join register.origin o on o.number = gone.declaration
union all
-- A withdrawal that waits at the register takes every line that still stands.
select a.submission, l.position, coalesce(a.agreed, a.received)
from review.acceptance a
join register.origin o on o.submission = a.submission
join register.line l on l.number = o.number
where a.kind = 'withdrawal' and not exists (
  select from register.withdrawn_line gone where gone.declaration = l.number and gone.position = l.position);

-- Certificates of lines that were taken back.
create view certificates.withdrawn as
select n.number, gone.day
from certificates.withdrawn_line gone
join certificates.request r on r.submission = gone.submission and r.line = gone.line
join certificates.intent n on n.request = r.id;

-- Whatever two branches said last: of a declaration that was withdrawn nothing is valid, or will be again.
create or replace view certificates.state with (security_invoker = true) as
select i.number,
  case when gone.day is not null and coalesce(c.state, 'valid') in ('valid', 'suspended') then 'withdrawn'
    else coalesce(c.state, 'valid') end as state,
  c.successor, gone.day as withdrawn
from certificates.issued i
left join lateral (
  select state, successor from certificates.change where number = i.number order by sequence desc limit 1
) c on true
left join certificates.withdrawn gone on gone.number = i.number;

-- As before, and what was asked for and not issued ends where its declaration does.
create or replace view certificates.standing as
select r.id as request, r.submission, r.line, r.day, r.branch,
  case
    when c.how is not null then c.how
    when done.number is not null then 'issued'
    when gone.day is not null then 'withdrawn'
    when waits.agreed then 'signing'
    when waits.approval is not null then 'approving'
    else 'asked'
  end as state,
  c.reason, done.number, coalesce(c.day, done.day, gone.day) as ended, waits.approval
from certificates.request r
left join certificates.closed c on c.request = r.id
left join lateral (
  select i.number, i.day from certificates.intent n join certificates.issued i on i.number = n.number
  where n.request = r.id order by i.day desc limit 1
) done on true
left join lateral (
  select w.day from certificates.withdrawn_line w where w.submission = r.submission and w.line = r.line limit 1
) gone on true
left join lateral (
  select p.approval, coalesce(a.verdict = 'approved', false) as agreed
  from certificates.prepared p
  join approvals.request asked on asked.id = p.approval
  left join approvals.answer a on a.request = p.approval
  where p.request = r.id and coalesce(a.verdict = 'approved', asked.requested_at > now() - interval '30 days')
  limit 1
) waits on true;

create or replace function certificates.facts(of_submission uuid, at_line int)
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
      select from certificates.withdrawn_line w where w.submission = of_submission and w.line = at_line)
    -- While something about it is on its way into the register or the ledger, they may say different things.
    and not exists (
      select from review.acceptance a where a.kind = 'correction' and a.refers_to = d.number)
    and not exists (
      select from register.entry later
      where later.refers_to = d.number and later.number > (select number from register.covered))
$$;

-- For whoever has the code. ----------------------------------------------------------------------------------------

-- A file is handed out while what it says is good, and not to be shown to somebody who does not ask further.
drop function certificates.by_code(bytea);
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

create or replace function certificates.file_by_code(code bytea, of_number text) returns bytea
language sql stable security definer set search_path = '' as $$
  select i.reply
  from intake.return_code c
  join certificates.request r on r.submission = c.submission
  join certificates.intent n on n.request = r.id
  join certificates.issued i on i.number = n.number
  join certificates.state s on s.number = i.number and s.state = 'valid'
  where c.hash = code and i.number = of_number and octet_length(i.reply) > 0
$$;

-- To what has ended with its declaration nobody adds anything.
create or replace function certificates.box_by_code(code bytea, of_request uuid) returns table (box uuid, recipient text)
language sql stable security definer set search_path = '' as $$
  select b.id, b.recipient
  from intake.return_code c
  join certificates.standing r on r.submission = c.submission
  join certificates.request asked on asked.id = r.request
  join vault.box b on b.branch = r.branch and b.class = 'papers' and (b.id = asked.box or not b.spent)
  where c.hash = code and r.request = of_request and r.state <> 'withdrawn'
  order by b.spent, b.week desc limit 1
$$;

drop function certificates.look_up(bytea);
create function certificates.look_up(hashed bytea) returns table (state text, day date, successor text, withdrawn date)
language sql stable security definer set search_path = '' as $$
  select s.state, i.day, s.successor, s.withdrawn
  from certificates.issued i join certificates.state s on s.number = i.number
  where i.lookup = hashed
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
        and a.requested_at > moment - interval '30 days'
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

-- An open request says which branch it waits for.
drop function certificates.at_branches(uuid, int);
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

-- In place of a decoy's number there may be the fourth state that is not valid.
alter table certificates.place drop constraint place_decoy_check;
alter table certificates.place add constraint place_decoy_check check (decoy between 1 and 4);

create or replace function certificates.forget(today date) returns int language plpgsql security definer set search_path = '' as $$
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

revoke all on function certificates.by_code(bytea), certificates.look_up(bytea), certificates.to_revoke(int, timestamptz),
  certificates.at_branches(uuid, int) from public;
grant execute on function certificates.by_code(bytea), certificates.look_up(bytea) to exeunt_site;
grant execute on function certificates.to_revoke(int, timestamptz), certificates.at_branches(uuid, int) to exeunt_desk;
grant select on certificates.withdrawn to exeunt_desk, exeunt_issue;
