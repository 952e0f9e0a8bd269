select installation.append_only('approvals.request', 'payload');
select installation.append_only('approvals.answer');
select installation.append_only('approvals.done');
select installation.append_only('approvals.run_out');

-- An answer is somebody else's whose work it is by the rule, with a passkey of hers that was not given up, over the hash of exactly
-- the act. Each rule bears the name that the program tells it by (src/approvals/rules.ts).
create function approvals.check_answer() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  asked approvals.request;
  rule approvals.rule;
begin
  select * into asked from approvals.request where id = new.request;
  select * into rule from approvals.rule r where r.kind = asked.kind;
  new.kind := asked.kind;
  new.requester := asked.requester;
  new.requester_branch := asked.branch;
  new.requester_credential := asked.credential;
  if new.at > asked.requested_at + approvals.life() then
    raise exception 'the request has run out' using errcode = 'check_violation', constraint = 'run-out';
  end if;
  if new.approver = asked.requester then
    raise exception 'who asks does not answer' using errcode = 'check_violation', constraint = 'asked-by-you';
  end if;
  if asked.kind = 'role' and asked.act::jsonb ->> 'member' = new.approver::text then
    raise exception 'nobody approves a role of her own' using errcode = 'check_violation', constraint = 'role-of-yours';
  end if;
  if not exists (
    select from staff.working r
    where r.member = new.approver and r.branch = new.branch and r.role = any (rule.answers)
  ) then
    raise exception 'no approver of this branch' using errcode = 'check_violation', constraint = 'no-approver';
  end if;
  if new.branch = asked.branch and (
    rule.answers_at in ('another-branch', 'where-it-is-sealed-to')
    or rule.answers_at = 'another-branch-if-any'
      and approvals.answered_elsewhere(asked.kind, asked.requester, asked.branch)
  ) then
    raise exception 'an approver of another branch has to look at it'
      using errcode = 'check_violation', constraint = 'another-branch';
  end if;
  -- Whoever agrees has been given the content to look at.
  if rule.answers_at = 'where-it-is-sealed-to' and not exists (
    select from certificates.prepared p where p.approval = asked.id and p.to_branch = new.branch
  ) then
    raise exception 'the content was not sealed to this branch'
      using errcode = 'check_violation', constraint = 'sealed-elsewhere';
  end if;
  if not exists (
    select from staff.credential where id = new.credential and member = new.approver and not retired
  ) then
    raise exception 'a passkey of somebody else, or one that was given up'
      using errcode = 'check_violation', constraint = 'refused';
  elsif convert_from(new.client_data, 'UTF8')::jsonb ->> 'challenge'
      is distinct from approvals.challenge(new.verdict, asked.act) then
    raise exception 'an assertion over something else' using errcode = 'check_violation', constraint = 'refused';
  end if;
  return new;
end
$$;
create trigger check_answer before insert on approvals.answer
  for each row execute function approvals.check_answer();

-- And what takes two is answered with such a passkey.
create function approvals.answered_with_passkey() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from staff.credential c where c.id = new.credential and staff.is_vouched(c.id, new.approver, c.public_key)
  ) then
    raise exception 'nobody vouches for this passkey' using errcode = 'check_violation', constraint = 'refused';
  end if;
  return new;
end
$$;
create trigger with_passkey before insert on approvals.answer for each row
  execute function approvals.answered_with_passkey();
