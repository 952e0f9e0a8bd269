-- Who can open what. A member has one key pair, wrapped to each of her passkeys; box keys are sealed to it, and so a
-- passkey can be added or given up without sealing anything anew. Each branch has boxes of its own, made ahead.

alter table staff.member
  add column recipient text check (recipient like 'age1pq1%'),
  add column admitted_at timestamptz;
update staff.member m set recipient = c.recipient from staff.credential c where c.member = m.id;
update staff.member set admitted_at = now() where state = 'admitted';
grant update (recipient, admitted_at, invited_by) on staff.member to exeunt_desk;

-- Passkeys are given up and stay: what they signed is verified with them.
alter table staff.credential
  drop column recipient,
  add column retired boolean not null default false;
grant update (retired) on staff.credential to exeunt_desk;

alter table staff.challenge
  drop constraint challenge_purpose_check,
  add constraint challenge_purpose_check check (purpose in ('enrol', 'sign-in', 'passkey'));

-- Of a member who comes back with a new key: whose seat the link is for.
alter table staff.invitation add column member uuid references staff.member (id);

-- A box whose key somebody has had who may have it no more is not sealed to, once there is another one.
drop policy held on vault.box_key;
drop policy given on vault.box_key;
alter table vault.box add column spent boolean not null default false;
alter table vault.box drop constraint box_branch_week_class_key;
create unique index box_slot on vault.box (branch, week, class) where not spent;
update vault.box_key k set holder = c.member::text from staff.credential c where c.id = k.holder;

-- Whose work needs what lies in a box of each class (src/staff/roles.ts says the same).
create function staff.opens(role text, class text) returns boolean language sql immutable set search_path = '' as $$
  select case class
    when 'draft' then role = 'reviewer'
    when 'contact' then role in ('operator', 'issuer')
    when 'papers' then role in ('issuer', 'approver')
    else false
  end
$$;

create function vault.may_hold(holder text, box uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select case may_hold.holder
    when 'recovery' then true
    when 'demo' then exists (select from house.house where kind = 'demo')
    else exists (
      select from vault.box b
      join staff.role r on r.branch = b.branch and staff.opens(r.role, b.class)
      join staff.member m on m.id = r.member
      where b.id = may_hold.box and m.id::text = may_hold.holder and m.state = 'admitted')
  end
$$;

-- A box's key is read by its holder alone, whoever she is, and given to nobody whose roles do not open the box.
create policy held on vault.box_key for select to exeunt_desk
  using (holder = staff.acting()::text or holder = 'demo');
create policy given on vault.box_key for insert to exeunt_desk with check (vault.may_hold(holder, box));

-- The key of an admitted member was compared by a colleague. Another one needs to be compared again.
create function staff.keep_compared_key() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.recipient is distinct from old.recipient and old.state <> 'waiting' then
    raise exception 'the key of a member who does not wait stays';
  end if;
  return new;
end
$$;
create trigger keep_compared_key before update on staff.member
  for each row execute function staff.keep_compared_key();

create function vault.take_keys(of_holder text) returns void
language sql security definer set search_path = '' as $$
  with gone as (
    delete from vault.box_key k
    where k.holder = of_holder and not vault.may_hold(k.holder, k.box)
    returning k.box
  )
  update vault.box set spent = true where id in (select box from gone)
$$;

-- Whoever leaves, or has lost her passkeys, keeps nothing: no session, no passkey that opens the desk, and no key that the
-- desk could hand out once more.
create or replace function staff.leave_nothing() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.state <> old.state and new.state <> 'admitted' then
    delete from staff.session where member = new.id;
    update staff.credential set retired = true where member = new.id and not retired;
    perform vault.take_keys(new.id::text);
  end if;
  return new;
end
$$;

-- A role less is a key less.
create function staff.keys_follow_roles() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform vault.take_keys(old.member::text);
  return old;
end
$$;
create trigger keys_follow_roles after delete on staff.role
  for each row execute function staff.keys_follow_roles();

-- A passkey that is given up opens nothing from that moment; the last one of an admitted member stays.
create function staff.retire() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if old.retired and not new.retired then
    raise exception 'a passkey that was given up stays so';
  end if;
  if new.retired and not old.retired then
    perform from staff.member where id = new.member for update;
    if exists (select from staff.member where id = new.member and state = 'admitted')
      and not exists (select from staff.credential where member = new.member and not retired and id <> new.id) then
      raise exception 'the last passkey stays';
    end if;
    delete from staff.session where credential = new.id;
  end if;
  return new;
end
$$;
create trigger retire before update on staff.credential for each row execute function staff.retire();

-- Keys that colleagues may have and have not been given: of the boxes that whoever acts can open herself, for her browser
-- to seal anew. Nobody else's key is in it.
create function vault.owed(most int) returns table (box uuid, sealed bytea, holder text, recipient text)
language sql stable security definer set search_path = '' as $$
  select distinct on (k.box, m.id) k.box, k.sealed, m.id::text, m.recipient
  from vault.box_key k
  join vault.box b on b.id = k.box
  join staff.role r on r.branch = b.branch and staff.opens(r.role, b.class)
  join staff.member m on m.id = r.member and m.state = 'admitted' and m.recipient is not null
  where k.holder = staff.acting()::text
    and not exists (select from vault.box_key h where h.box = k.box and h.holder = m.id::text)
  order by k.box, m.id
  limit most
$$;

revoke all on function vault.may_hold(text, uuid), vault.take_keys(text), vault.owed(int) from public;
grant execute on function vault.may_hold(text, uuid), vault.owed(int) to exeunt_desk;

-- An answer with a passkey that was given up is none.
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
  return new;
end
$$;

-- How to reach a sender, apart from her declaration: whoever reviews the words has no need of it.
create table intake.contact (
  submission  uuid  primary key,
  box         uuid  not null,  -- vault.box, of the class `contact`
  sealed      bytea not null
);
create trigger append_only before delete or truncate on intake.contact
  for each statement execute function house.refuse_change();
create trigger erasure_only before update on intake.contact
  for each row execute function house.refuse_all_but_erasure('sealed');
alter table intake.contact enable row level security;
create policy site on intake.contact to exeunt_site using (true) with check (true);
create policy branch on intake.contact to exeunt_desk
  using (box in (select id from vault.box where branch in (select staff.branches_of_acting())));
grant insert on intake.contact to exeunt_site;
grant select on intake.contact to exeunt_desk;

-- What a sender adds goes to whoever reviews her declaration.
create function intake.branch_of(of_submission uuid) returns text
language sql stable security definer set search_path = '' as $$
  select b.branch from intake.submission s join vault.box b on b.id = s.box where s.id = of_submission
$$;
revoke all on function intake.branch_of(uuid) from public;
grant execute on function intake.branch_of(uuid) to exeunt_site;

alter table audit.act drop constraint act_what_check;
alter table audit.act add constraint act_what_check check (what in (
  'enrolled', 'signed-in', 'signed-out', 'invited', 'admitted', 'removed', 'role-granted', 'role-taken', 'box-made',
  'passkey-added', 'passkey-retired', 'passkeys-lost', 'keys-given', 'contact-opened',
  'branch-opened', 'branch-changed', 'requested', 'approved', 'refused',
  'case-opened', 'case-returned', 'registered', 'registered-uncounted', 'held', 'declined', 'kept',
  'withdrawal-decided', 'withdrawn', 'corrected'));
