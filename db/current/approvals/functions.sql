-- What an authenticator signs: the hash of the verdict and the act.
create function approvals.challenge(verdict text, act text) returns text language sql immutable set search_path = '' as $$
  select rtrim(translate(encode(sha256(convert_to('exeunt/approval/v1' || E'\n' || verdict || E'\n' || act, 'UTF8')), 'base64'),
    E'+/\n', '-_'), '=')
$$;

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

-- How many approvals of one kind were used about one record.
create function approvals.used(of_kind text, name text, record text) returns bigint
language sql stable set search_path = '' as $$
  select count(*)
  from approvals.request r
  join approvals.answer a on a.request = r.id and a.verdict = 'approved'
  join approvals.done d on d.request = r.id
  where r.kind = of_kind and r.act::jsonb ->> name = record
$$;

-- How long a request can be answered.
create function approvals.life() returns interval language sql immutable set search_path = '' as $$ select interval '30 days' $$;

-- The branch that an act is about; null where it is about none, or about nothing that is there.
create function approvals.branch_of(of_kind text, act jsonb) returns text
language sql stable security definer set search_path = '' as $$
  select case of_kind
    when 'role' then act ->> 'branch'
    when 'withdrawal' then intake.branch_of((act ->> 'submission')::uuid)
    when 'certificate' then (select r.branch from certificates.request r where r.id = (act ->> 'request')::uuid)
    when 'certificate-state' then (
      select r.branch from certificates.intent n join certificates.request r on r.id = n.request
      where n.number = act ->> 'number')
  end
$$;

-- Whether whoever acts may ask for this in the name of a branch. What is not there is about no branch, and nothing comes of it.
create function approvals.may_ask(of_kind text, act jsonb, from_branch text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from approvals.rule rule
    join staff.working r on r.role = any (rule.asks) and r.branch = from_branch and r.member = staff.acting()
    where rule.kind = of_kind
      and (rule.asks_at = 'any-branch' or r.role = 'administrator'
        or r.branch = coalesce(approvals.branch_of(of_kind, act), from_branch))
      -- Who administers the installation is the administrators' to say, and is so at its centre alone.
      and (act ->> 'role' is distinct from 'administrator' or r.role = 'administrator' and act ->> 'branch' = 'centre'))
$$;

-- Whether another branch has somebody else than who asked who may answer.
create function approvals.answered_elsewhere(of_kind text, requester uuid, asking text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from approvals.rule rule
    join staff.working r on r.role = any (rule.answers)
    join staff.branch b on b.id = r.branch
    where rule.kind = of_kind and not b.closed and r.branch <> asking and r.member <> requester)
$$;

-- The kinds of acts that whoever acts may answer somewhere.
create function approvals.answered_by_acting() returns setof text
language sql stable security definer set search_path = '' as $$
  select rule.kind
  from approvals.rule rule
  join staff.working r on r.role = any (rule.answers) and r.member = staff.acting()
$$;

-- Whether what was asked of two is still there to be agreed to: of a member who has left, of an entry that was erased or whose people
-- have all left, of a wish that was taken back, of a request that has ended, of a certificate that has ended, or is not to become
-- anything but revoked, there is nothing to agree to. Whoever could answer may know that.
create function approvals.is_moot(asked uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select case r.kind
    when 'role' then not exists (
      select from staff.member m where m.id::text = r.act::jsonb ->> 'member' and m.state <> 'left')
    when 'correction' then r.payload is null or not exists (
      select from register.standing_line l
      where l.number = (r.act::jsonb ->> 'entry')::bigint and not l.withdrawn)
    when 'withdrawal' then not review.wish_decided((r.act::jsonb ->> 'submission')::uuid)
    when 'certificate' then not exists (
      select from certificates.standing s where s.approval = r.id and s.state in ('approving', 'signing'))
    when 'certificate-state' then not exists (
      select from certificates.state s
      where s.number = r.act::jsonb ->> 'number' and (
        s.state in ('valid', 'suspended') or s.state = 'withdrawn' and r.act::jsonb ->> 'state' = 'revoked'))
  end
  from approvals.request r where r.id = asked
$$;
