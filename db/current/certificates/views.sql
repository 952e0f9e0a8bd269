-- Lines that were taken back: from the moment at which two have agreed, whether or not the register has entered it and the
-- published ledger covers it. With its owner's eyes: it looks beyond the horizon.
create view certificates.withdrawn_line as
select o.submission, gone.position as line, e.day
from register.withdrawn_line gone
join register.entry e on e.number = gone.number
join register.provenance o on o.number = gone.declaration
union all
-- A withdrawal that waits at the register takes every line that still stands.
select a.submission, l.position, coalesce(a.agreed, a.received)
from review.acceptance a
join register.provenance o on o.submission = a.submission
join register.line l on l.declaration = o.number and l.number = o.number
where a.kind = 'withdrawal' and not exists (
  select from register.withdrawn_line gone where gone.declaration = l.number and gone.position = l.position);

-- Certificates of lines that were taken back.
create view certificates.withdrawn as
select n.number, gone.day
from certificates.withdrawn_line gone
join certificates.request r on r.submission = gone.submission and r.line = gone.line
join certificates.intent n on n.request = r.id;

-- Whatever two branches said last: of a declaration that was withdrawn nothing is valid, or will be again.
create view certificates.state with (security_invoker = true) as
select i.number,
  case when gone.day is not null and coalesce(c.state, 'valid') in ('valid', 'suspended') then 'withdrawn'
    else coalesce(c.state, 'valid') end as state,
  c.successor, gone.day as withdrawn
from certificates.issued i
left join lateral (
  select state, successor from certificates.change where number = i.number order by sequence desc limit 1
) c on true
left join certificates.withdrawn gone on gone.number = i.number;

-- Where a request stands. `asked` again, once a colleague has refused or an answer has run out; `signing`, once one has agreed,
-- until it is issued: by that approval it is begun, or goes on. What was asked for and not issued ends where its declaration does.
create view certificates.standing as
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
  where p.request = r.id and coalesce(a.verdict = 'approved', asked.requested_at > now() - approvals.life())
  limit 1
) waits on true;
