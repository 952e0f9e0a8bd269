-- Branches, and who may do what at which of them. Every member works at one or more branches; a role is granted at a
-- branch and means nothing at another one.

create table staff.branch (
  id         text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(id) between 2 and 40),
  name       text not null check (char_length(name) between 1 and 80),
  country    text check (country ~ '^[A-Z]{2}$'),  -- ISO 3166-1
  place      text not null default '' check (char_length(place) <= 120),
  languages  text[] not null default '{}',         -- of the site's languages: what its reviewers read
  spoken     text not null default '' check (char_length(spoken) <= 120),
  hours      text not null default '' check (char_length(hours) <= 240),
  contact    text not null default '' check (char_length(contact) <= 240),
  -- Whether the public may find it, and whether its contact is shown there: the branch's own choice.
  listed     boolean not null default false,
  closed     boolean not null default false
);
insert into staff.branch (id, name) values ('centre', 'Centre');

alter table vault.box add foreign key (branch) references staff.branch (id);

create table staff.role (
  member  uuid not null references staff.member (id),
  branch  text not null references staff.branch (id),
  role    text not null check (role in
            ('reviewer', 'operator', 'issuer', 'approver', 'editor', 'head', 'administrator')),
  primary key (member, branch, role),
  -- Whoever administers the house does so from its centre.
  check (role <> 'administrator' or branch = 'centre')
);
create index on staff.role (branch, role);

-- Until now everybody admitted could do everything that an administrator alone could not.
insert into staff.role (member, branch, role)
select id, 'centre', role from staff.member
union
select id, 'centre', granted from staff.member, unnest(array['reviewer', 'operator', 'approver']) granted
where state <> 'left';

drop trigger keep_an_administrator on staff.member;
drop function staff.keep_an_administrator();
revoke update (role) on staff.member from exeunt_desk;
alter table staff.member drop column role;

alter table staff.invitation drop constraint invitation_role_check;
alter table staff.invitation
  add column branch text not null default 'centre' references staff.branch (id),
  add column by uuid references staff.member (id),  -- null: the start of an empty house
  add check (role in ('reviewer', 'operator', 'issuer', 'approver', 'editor', 'head', 'administrator'));
alter table staff.invitation alter column branch drop default;

-- One member alone brings nobody in: whoever invited does not admit. Only whoever is alone in a house does both.
alter table staff.member
  add column invited_by uuid references staff.member (id),
  add column admitted_by uuid references staff.member (id);
grant update (admitted_by) on staff.member to exeunt_desk;

create function staff.four_eyes() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if old.state = 'waiting' and new.state = 'admitted' then
    if new.admitted_by is null or new.admitted_by = new.id then
      raise exception 'nobody admits herself';
    end if;
    if new.admitted_by = old.invited_by and (select count(*) from staff.member where state = 'admitted') > 1 then
      raise exception 'whoever invited does not admit';
    end if;
  end if;
  return new;
end
$$;
create trigger four_eyes before update on staff.member for each row execute function staff.four_eyes();

-- A house is never without somebody who may invite, whatever the desk's server says: two who remove one another at once
-- are two who wait here.
create function staff.refuse_last_administrator(leaver uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  perform from staff.member where state = 'admitted' order by id for update;
  if exists (
    select from staff.role r join staff.member m on m.id = r.member
    where r.role = 'administrator' and m.state = 'admitted' and m.id = leaver
  ) and not exists (
    select from staff.role r join staff.member m on m.id = r.member
    where r.role = 'administrator' and m.state = 'admitted' and m.id <> leaver
  ) then
    raise exception 'the last administrator stays';
  end if;
end
$$;
create function staff.keep_an_administrator() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if old.state = 'left' and new.state <> 'left' then
    raise exception 'whoever has left comes back as a newcomer';
  end if;
  if old.state = 'admitted' and new.state <> 'admitted' then
    perform staff.refuse_last_administrator(old.id);
  end if;
  return new;
end
$$;
create function staff.keep_administrators_role() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if old.role = 'administrator' then perform staff.refuse_last_administrator(old.member); end if;
  return old;
end
$$;
create trigger keep_an_administrator before update on staff.member
  for each row execute function staff.keep_an_administrator();
-- Whoever leaves keeps nothing: no session, and no key that the desk could hand out once more.
create function staff.leave_nothing() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.state = 'left' and old.state <> 'left' then
    delete from staff.session where member = new.id;
    delete from vault.box_key where holder in (select id from staff.credential where member = new.id);
  end if;
  return new;
end
$$;
create trigger leave_nothing after update on staff.member for each row execute function staff.leave_nothing();
revoke delete on vault.box_key from exeunt_desk;
create trigger keep_an_administrator before delete on staff.role
  for each row execute function staff.keep_administrators_role();

-- Row security: the desk says in whose name it asks (`exeunt.member`), and sees what that member's branches may. A check
-- that is forgotten in a handler then finds nothing, instead of another branch's cases. It does not hold against a desk
-- whose server is in the wrong hands, which could name anybody: against that, the keys do.
create function staff.acting() returns uuid language sql stable set search_path = '' as $$
  select nullif(current_setting('exeunt.member', true), '')::uuid
$$;

-- As the owner, so that the rows of these tables need no policy of their own that would ask this again.
create function staff.branches_of_acting() returns setof text language sql stable security definer set search_path = '' as $$
  select r.branch from staff.role r join staff.member m on m.id = r.member
  where r.member = staff.acting() and m.state = 'admitted'
$$;

create function staff.acting_has(asked text) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (
    select from staff.role r join staff.member m on m.id = r.member
    where r.member = staff.acting() and m.state = 'admitted' and r.role = asked)
$$;

-- Which branch reviews a case is the branch of the box that it is sealed to; the queue says so in clear.
alter table intake.pending add column branch text not null default 'centre' references staff.branch (id);
grant insert (branch) on intake.pending to exeunt_site;
alter table intake.submission add column branch text not null default 'centre' references staff.branch (id);
grant insert (branch) on intake.submission to exeunt_site;

alter table intake.submission enable row level security;
alter table intake.followup enable row level security;
alter table intake.pending enable row level security;
alter table intake.return_code enable row level security;
alter table vault.box_key enable row level security;
alter table review.lock enable row level security;
alter table review.decision enable row level security;
alter table audit.act enable row level security;

-- The site puts in, and sees what its grants let it see: that something is there already.
create policy site on intake.submission to exeunt_site using (true) with check (true);
create policy site on intake.followup to exeunt_site using (true) with check (true);
create policy site on intake.pending to exeunt_site using (true) with check (true);
create policy site on intake.return_code to exeunt_site using (true) with check (true);

create policy branch on intake.submission to exeunt_desk
  using (box in (select id from vault.box where branch in (select staff.branches_of_acting())));
create policy branch on intake.followup to exeunt_desk
  using (box in (select id from vault.box where branch in (select staff.branches_of_acting())));
create policy branch on intake.pending to exeunt_desk
  using (branch in (select staff.branches_of_acting()));
-- These hang on a case: whoever sees the case sees them.
create policy branch on intake.return_code to exeunt_desk
  using (exists (select from intake.submission s where s.id = submission));
create policy branch on review.lock to exeunt_desk
  using (exists (select from intake.submission s where s.id = submission))
  with check (member = staff.acting() and exists (select from intake.submission s where s.id = submission));
create policy seen on review.decision for select to exeunt_desk
  using (member = staff.acting() or exists (select from intake.submission s where s.id = submission));
create policy decided on review.decision for insert to exeunt_desk
  with check (member = staff.acting() and exists (select from intake.submission s where s.id = submission));

-- A box's key is read by its holder alone, whoever she is; whoever is admitted may hand keys on.
create policy held on vault.box_key for select to exeunt_desk
  using (holder in (select id from staff.credential where member = staff.acting()) or holder = 'demo');
create policy given on vault.box_key for insert to exeunt_desk with check (true);

-- Everybody sees what she did herself; the whole chain is the administrators'. Nobody writes in another's name.
create policy seen on audit.act for select to exeunt_desk
  using (who = staff.acting() or staff.acting_has('administrator'));
create policy done on audit.act for insert to exeunt_desk with check (who = staff.acting());

-- Of those who left: every box that she has ever opened a case of. Across branches, for administrators.
create function audit.opened_boxes(members uuid[])
returns table (member uuid, branch text, week text, cases bigint)
language sql stable security definer set search_path = '' as $$
  select act.who, box.branch, box.week, count(distinct act.record)
  from audit.act act
  join intake.submission submission on submission.id::text = act.record
  join vault.box box on box.id = submission.box
  where act.what = 'case-opened' and act.who = any (members) and staff.acting_has('administrator')
  group by act.who, box.branch, box.week
  order by box.week, box.branch
$$;

revoke all on function audit.opened_boxes(uuid[]) from public;
revoke all on function staff.branches_of_acting() from public;
revoke all on function staff.acting_has(text) from public;
grant execute on function audit.opened_boxes(uuid[]), staff.branches_of_acting(), staff.acting_has(text) to exeunt_desk;
grant usage on schema staff to exeunt_site;
grant select on staff.branch to exeunt_site, exeunt_desk;
grant insert, update (name, country, place, languages, spoken, hours, contact, listed, closed) on staff.branch to exeunt_desk;
grant select, insert, delete on staff.role to exeunt_desk;

alter table audit.act drop constraint act_what_check;
alter table audit.act add constraint act_what_check check (what in (
  'enrolled', 'signed-in', 'signed-out', 'invited', 'admitted', 'removed', 'role-granted', 'role-taken', 'box-made',
  'branch-opened', 'branch-changed', 'requested', 'approved', 'refused',
  'case-opened', 'case-returned', 'registered', 'registered-uncounted', 'held', 'declined',
  'withdrawn', 'corrected'));
