-- Declarations that an operator takes down with the people present. The desk's role has no right to put anything in: it
-- has one function, which does it in the name of an operator of an open branch, and writes the act in the same
-- transaction. docs/decisions/0031-declared-in-person.md says what is stored of it and what is not.

-- Tells the desk's key from any other. A desk with another one gives codes that the site would not know, so it does not open.
create table house.desk_key (
  single       boolean primary key default true check (single),
  fingerprint  bytea   not null
);
create trigger append_only before update or delete or truncate on house.desk_key
  for each statement execute function house.refuse_change();
grant select on house.desk_key to exeunt_desk;

alter table intake.submission drop constraint submission_channel_check;
alter table intake.submission add constraint submission_channel_check check (channel in ('web', 'branch'));
alter table register.entry drop constraint entry_channel_check;
alter table register.entry add constraint entry_channel_check check (channel in ('web', 'import', 'branch'));

-- What is said to be taken down in person comes by the desk alone.
create policy not_in_person on intake.submission as restrictive for insert to exeunt_site with check (channel <> 'branch');

-- Who took it down, for as long as the case waits: nobody reviews what she took down herself. It goes with the row, and
-- outlives it only inside what is sealed.
alter table intake.pending add column taken_by uuid references staff.member (id);
create policy not_her_own on intake.pending as restrictive to exeunt_desk
  using (taken_by is distinct from staff.acting());

create function intake.taken_by_acting(asked uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from intake.pending where submission = asked and taken_by = staff.acting())
$$;
revoke all on function intake.taken_by_acting(uuid) from public;
grant execute on function intake.taken_by_acting(uuid) to exeunt_desk;
create policy not_her_own on review.lock as restrictive for insert to exeunt_desk
  with check (not intake.taken_by_acting(submission));
create policy not_her_own on review.decision as restrictive for insert to exeunt_desk
  with check (not intake.taken_by_acting(submission));

-- Null where it was put in; the digest of what is there already, where this form came before. The act names the branch and
-- its day, not the submission and no hour. The submission has neither the branch nor the operator; its box is that of the
-- branch that reviews it, which may be another.
create function intake.take_in(
  new_id uuid, on_day date, zone text, at_branch text, spoken text, to_box uuid, record bytea, content bytea,
  code bytea, reply bytea, contact_box uuid, contact bytea
) returns bytea language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from staff.role r
    join staff.member m on m.id = r.member
    join staff.branch b on b.id = r.branch
    where r.member = staff.acting() and r.branch = at_branch and r.role = 'operator'
      and m.state = 'admitted' and not b.closed
  ) then
    raise exception 'no operator of this branch';
  end if;
  insert into intake.submission (id, channel, day, box, sealed, digest)
  values (new_id, 'branch', on_day, to_box, record, content)
  on conflict (id) do nothing;
  if not found then
    return (select digest from intake.submission where id = new_id and channel = 'branch');
  end if;
  insert into intake.pending (submission, cause, since, branch, language, taken_by)
  select new_id, 'new', on_day, box.branch, spoken, staff.acting() from vault.box where id = to_box;
  if code is not null then
    insert into intake.return_code (hash, submission, reply_recipient) values (code, new_id, reply);
  end if;
  if contact is not null then
    insert into intake.contact (submission, box, sealed) values (new_id, contact_box, contact);
  end if;
  insert into audit.act (at, who, what, record)
  values (on_day::timestamp at time zone zone, staff.acting(), 'taken-in', at_branch);
  return null;
end
$$;
revoke all on function intake.take_in(
  uuid, date, text, text, text, uuid, bytea, bytea, bytea, bytea, uuid, bytea) from public;
grant execute on function intake.take_in(
  uuid, date, text, text, text, uuid, bytea, bytea, bytea, bytea, uuid, bytea) to exeunt_desk;

-- A code given at the desk is looked up by the desk's key, one given by the site by the site's: of the two values that a code
-- may be known by, the one that it is. As little as review.status says.
create function intake.known_code(codes bytea[]) returns bytea
language sql stable security definer set search_path = '' as $$
  select hash from intake.return_code where hash = any (codes) limit 1
$$;
revoke all on function intake.known_code(bytea[]) from public;
grant execute on function intake.known_code(bytea[]) to exeunt_site;

alter table audit.act drop constraint act_what_check;
alter table audit.act add constraint act_what_check check (what in (
  'enrolled', 'signed-in', 'signed-out', 'invited', 'admitted', 'removed', 'role-granted', 'role-taken', 'box-made',
  'passkey-added', 'passkey-retired', 'passkeys-lost', 'keys-given', 'contact-opened',
  'branch-opened', 'branch-changed', 'requested', 'approved', 'refused', 'taken-in',
  'case-opened', 'case-returned', 'registered', 'registered-uncounted', 'held', 'declined', 'kept',
  'withdrawal-decided', 'withdrawn', 'corrected',
  'looked-again', 'sent-back', 'canary-placed', 'canary-opened', 'alarm-seen'));
