-- Four eyes: what one member asks for, and what another answers with her passkey over the hash of exactly that. The
-- rules stand here and not only in the program: a desk that forgets to ask does nothing.
create schema approvals;

create table approvals.request (
  id            uuid        primary key,
  kind          text        not null check (kind in ('role', 'correction', 'withdrawal')),
  -- Exactly what is to be done, as JSON with sorted keys. It names records and holds digests, never content.
  act           text        not null,
  -- What the digest in the act stands for. Erased where somebody is.
  payload       text,
  requester     uuid        not null references staff.member (id),
  branch        text        not null references staff.branch (id),  -- in whose name
  credential    text        references staff.credential (id),       -- null: a demonstration
  requested_at  timestamptz not null,
  check (act::jsonb ->> 'id' = id::text and act::jsonb ->> 'kind' = kind),
  check (payload is null or act::jsonb ->> 'digest' = encode(sha256(convert_to(payload, 'UTF8')), 'hex'))
);

create table approvals.answer (
  request               uuid        primary key references approvals.request (id),  -- one answer, once
  verdict               text        not null check (verdict in ('approved', 'refused')),
  -- Of the request: written by the trigger, whatever is given.
  kind                  text        not null,
  requester             uuid        not null,
  requester_branch      text        not null,
  requester_credential  text,
  approver              uuid        not null references staff.member (id),
  branch                text        not null references staff.branch (id),
  credential            text        references staff.credential (id),
  -- The assertion (WebAuthn 3, section 7.2), so that whoever has the passkey's public key can verify it later.
  client_data           bytea,
  authenticator_data    bytea,
  signature             bytea       unique,
  at                    timestamptz not null,
  constraint another_person check (approver <> requester),
  constraint another_passkey check (credential <> requester_credential),
  constraint whole_assertion check (num_nulls(credential, client_data, authenticator_data, signature) in (0, 4))
);

-- Each approval is used once.
create table approvals.done (
  request  uuid primary key references approvals.answer (request)
);

-- What an authenticator signs: the hash of the verdict and the act.
create function approvals.challenge(verdict text, act text) returns text language sql immutable set search_path = '' as $$
  select rtrim(translate(encode(sha256(convert_to('exeunt/approval/v1' || E'\n' || verdict || E'\n' || act, 'UTF8')), 'base64'),
    E'+/\n', '-_'), '=')
$$;

create function approvals.check_answer() returns trigger language plpgsql security definer set search_path = '' as $$
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
  elsif not exists (select from staff.credential where id = new.credential and member = new.approver) then
    raise exception 'a passkey of somebody else';
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
  return new;
end
$$;
create trigger check_answer before insert on approvals.answer
  for each row execute function approvals.check_answer();

create trigger append_only before delete or truncate on approvals.request
  for each statement execute function house.refuse_change();
create trigger erasure_only before update on approvals.request
  for each row execute function house.refuse_all_but_erasure('payload');
create trigger append_only before update or delete or truncate on approvals.answer
  for each statement execute function house.refuse_change();
create trigger append_only before update or delete or truncate on approvals.done
  for each statement execute function house.refuse_change();

-- Use an approval: it has to be there, of that kind, for exactly this.
create function approvals.use(used uuid, of_kind text, exactly jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from approvals.request r join approvals.answer a on a.request = r.id
    where r.id = used and r.kind = of_kind and a.verdict = 'approved' and r.act::jsonb @> exactly
  ) then
    raise exception 'not approved by two';
  end if;
  insert into approvals.done values (used);
end
$$;

-- What takes somebody out of the register, or changes what it shows of her, takes two.
alter table review.acceptance add column request uuid;
create function review.four_eyes() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.kind = 'withdrawal' then
    perform approvals.use(new.request, 'withdrawal', jsonb_build_object('submission', new.submission));
  elsif new.kind = 'correction' then
    perform approvals.use(new.request, 'correction', jsonb_build_object('entry', new.refers_to));
    if (select payload::jsonb from approvals.request where id = new.request) is distinct from new.version then
      raise exception 'not what was approved';
    end if;
  end if;
  return new;
end
$$;
create trigger four_eyes before insert on review.acceptance for each row execute function review.four_eyes();
revoke update (kind) on review.acceptance from exeunt_work;
grant update (id) on review.acceptance to exeunt_work;  -- to lock the rows; the trigger lets nothing be changed
create function review.refuse_another_acceptance() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception 'review.acceptance is entered as it is';
end
$$;
create trigger unchanged before update on review.acceptance
  for each row execute function review.refuse_another_acceptance();

-- A role is given by two. Whoever waits to be admitted has hers from her invitation, and admission takes two as well;
-- whoever is alone in a house has nobody to ask.
alter table staff.role add column request uuid;
create function staff.role_by_two() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from staff.member where id = new.member and state = 'waiting')
    or (select count(*) from staff.member where state = 'admitted') <= 1
    or exists (select from house.house where kind = 'demo') then
    return new;
  end if;
  perform approvals.use(new.request, 'role',
    jsonb_build_object('member', new.member, 'branch', new.branch, 'role', new.role));
  return new;
end
$$;
create trigger role_by_two before insert on staff.role for each row execute function staff.role_by_two();

-- A withdrawal that was asked for and is not agreed to yet is no withdrawal.
create or replace function review.status(codes bytea[], moment timestamptz)
returns table (hash bytea, submission uuid, state text, reason text, question bytea, asked_to_withdraw boolean)
language sql stable security definer set search_path = '' as $$
  select
    c.hash,
    c.submission,
    case
      when p.cause in ('new', 'answer') and l.until > moment then 'in-review'
      when p.cause in ('new', 'answer') then 'received'
      when d.verdict in ('register', 'register-uncounted') then 'accepted'
      when d.verdict = 'hold' then 'question'
      when d.verdict = 'decline' then 'declined'
      when d.verdict = 'withdraw' and w.open then 'accepted'
      when d.verdict = 'withdraw' then 'withdrawn'
      when l.until > moment then 'in-review'
      else 'received'
    end,
    d.reason,
    d.question_for_sender,
    coalesce(p.cause = 'withdrawal', false) or coalesce(w.open, false)
  from intake.return_code c
  left join intake.pending p on p.submission = c.submission
  left join review.lock l on l.submission = c.submission
  left join lateral (
    select * from review.decision d where d.submission = c.submission order by d.sequence desc limit 1
  ) d on true
  left join lateral (
    select not exists (
      select from approvals.done done where done.request = r.id
    ) as open
    from approvals.request r
    where d.verdict = 'withdraw' and r.kind = 'withdrawal'
      and (r.act::jsonb ->> 'submission') = c.submission::text
    order by r.requested_at desc limit 1
  ) w on true
  where c.hash = any (codes)
$$;
create index on approvals.request ((act::jsonb ->> 'submission')) where kind = 'withdrawal';

-- A request is seen by whoever made it and by whoever may answer it.
alter table approvals.request enable row level security;
alter table approvals.answer enable row level security;
create policy seen on approvals.request for select to exeunt_desk using (
  requester = staff.acting() or staff.acting_has('approver')
  or kind = 'role' and (staff.acting_has('head') or staff.acting_has('administrator')));
create policy made on approvals.request for insert to exeunt_desk with check (
  requester = staff.acting() and branch in (select staff.branches_of_acting()));
create policy seen on approvals.answer for select to exeunt_desk using (
  exists (select from approvals.request r where r.id = request));
create policy given on approvals.answer for insert to exeunt_desk with check (approver = staff.acting());

grant usage on schema approvals to exeunt_desk;
grant select, insert on approvals.request, approvals.answer to exeunt_desk;
grant select on approvals.done to exeunt_desk;
revoke all on function approvals.use(uuid, text, jsonb) from public;

-- A colleague did not agree: the case goes back to whoever reviews it, with what its sender wants.
create function review.look_again(refused uuid) returns void language sql security definer set search_path = '' as $$
  insert into intake.pending (submission, cause, since, branch)
  select s.id, 'withdrawal', current_date, b.branch
  from approvals.request r
  join approvals.answer a on a.request = r.id and a.verdict = 'refused'
  join intake.submission s on s.id::text = r.act::jsonb ->> 'submission'
  join vault.box b on b.id = s.box
  where r.id = refused and r.kind = 'withdrawal'
  on conflict do nothing
$$;
revoke all on function review.look_again(uuid) from public;
grant execute on function review.look_again(uuid) to exeunt_desk;

alter table audit.act drop constraint act_what_check;
alter table audit.act add constraint act_what_check check (what in (
  'enrolled', 'signed-in', 'signed-out', 'invited', 'admitted', 'removed', 'role-granted', 'role-taken', 'box-made',
  'branch-opened', 'branch-changed', 'requested', 'approved', 'refused',
  'case-opened', 'case-returned', 'registered', 'registered-uncounted', 'held', 'declined',
  'withdrawal-decided', 'withdrawn', 'corrected'));
