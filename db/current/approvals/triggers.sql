select installation.append_only('approvals.request', 'payload');
select installation.append_only('approvals.answer');
select installation.append_only('approvals.done');
select installation.append_only('approvals.run_out');

-- An answer is somebody else's, with a passkey of hers that was not given up, over the hash of exactly the act.
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
    if not exists (select from installation.identity where kind = 'demo') then
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
  -- A certificate leaves the installation: a branch that was bought or broken into certifies nothing by itself, ever.
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
create trigger check_answer before insert on approvals.answer
  for each row execute function approvals.check_answer();

-- And what takes two is answered with such a passkey.
create function approvals.answered_with_passkey() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not staff.is_demo() and not exists (
    select from staff.credential c where c.id = new.credential and staff.is_vouched(c.id, new.approver, c.public_key)
  ) then
    raise exception 'nobody vouches for this passkey';
  end if;
  return new;
end
$$;
create trigger with_passkey before insert on approvals.answer for each row
  when (new.credential is not null)
  execute function approvals.answered_with_passkey();
