-- A passkey is a member's by a chain: another one of hers is signed for by one that she has, her first one by the colleague
-- who admits her. The first of the installation, and what the recovery key brings back, begin a chain, and stand among the
-- acts. PostgreSQL verifies no signature: it holds the shape, and whoever can (src/staff/check-passkeys.ts) walks the
-- chain before anything is signed on its word. docs/decisions/0045-passkeys-by-a-chain.md.

insert into audit.word values ('passkey-founded'), ('passkey-recovered');

create table staff.vouch (
  credential          text    primary key,  -- the passkey that is vouched for; its row may come a moment later
  member              uuid    not null references staff.member (id),
  -- What is signed, JSON with sorted keys: passkey, SHA-256 of its public key, whose it is, her age key, the moment.
  statement           text    not null,
  voucher             text    references staff.credential (id),  -- null: it begins a chain
  -- Three papers brought her back. The desk cannot say so: it may not write the column.
  recovered           boolean not null default false,
  client_data         bytea,
  authenticator_data  bytea,
  signature           bytea   unique,
  constraint whole_assertion check (num_nulls(voucher, client_data, authenticator_data, signature) in (0, 4)),
  constraint begins check (voucher is null or not recovered)
);
create unique index one_foundation on staff.vouch ((voucher is null)) where voucher is null and not recovered;
create trigger append_only before update or delete or truncate on staff.vouch
  for each statement execute function house.refuse_change();

-- What an authenticator signs: src/staff/vouch.ts says the same.
create function staff.vouch_challenge(statement text) returns text language sql immutable set search_path = '' as $$
  select rtrim(translate(encode(sha256(convert_to('exeunt/passkey/v1' || E'\n' || statement, 'UTF8')), 'base64'),
    E'+/\n', '-_'), '=')
$$;

-- Whether somebody vouched for this passkey, with this public key, as this member's.
create function staff.is_vouched(passkey text, of_member uuid, key bytea) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from staff.vouch v
    where v.credential = passkey and v.member = of_member
      and v.statement::jsonb ->> 'key' = encode(sha256(key), 'hex'))
$$;

-- On a demonstration nobody has a passkey to sign with: its people sit down without one.
create function staff.is_demo() returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from house.house where kind = 'demo')
$$;

create function staff.check_vouch() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  said jsonb := new.statement::jsonb;
  whose staff.member;
  by_whom record;
begin
  if staff.is_demo() then
    return new;
  end if;
  select * into whose from staff.member where id = new.member for update;
  if said ->> 'credential' is distinct from new.credential or said ->> 'member' is distinct from new.member::text
    or said ->> 'recipient' is distinct from whose.recipient or said ->> 'key' !~ '^[0-9a-f]{64}$' then
    raise exception 'the statement is about another passkey';
  end if;
  if new.voucher is null then
    if not new.recovered and exists (select from staff.credential) then
      raise exception 'nobody vouches for this passkey';
    end if;
    insert into audit.act (at, who, what, record)
    values ((said ->> 'at')::timestamptz, new.member,
      case when new.recovered then 'passkey-recovered' else 'passkey-founded' end,
      encode(sha256(convert_to(new.statement, 'UTF8')), 'hex'));
    return new;
  end if;
  select c.* into by_whom from staff.credential c join staff.member m on m.id = c.member
  where c.id = new.voucher and not c.retired and m.state = 'admitted' and staff.is_vouched(c.id, c.member, c.public_key);
  if by_whom.id is null then
    raise exception 'whoever vouches has no such passkey, or one that was given up';
  end if;
  if by_whom.member <> new.member and whose.state <> 'waiting' then
    raise exception 'a colleague vouches for who waits, and for nobody else';
  end if;
  if convert_from(new.client_data, 'UTF8')::jsonb ->> 'challenge'
    is distinct from staff.vouch_challenge(new.statement) then
    raise exception 'an assertion over something else';
  end if;
  return new;
end
$$;
create trigger check_vouch before insert on staff.vouch for each row execute function staff.check_vouch();

-- A passkey that nobody vouched for lies here only of somebody who waits: one, until a colleague does.
create function staff.check_passkey() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if staff.is_demo() or staff.is_vouched(new.id, new.member, new.public_key) then
    return new;
  end if;
  perform from staff.member where id = new.member and state = 'waiting' for update;
  if not found or exists (select from staff.credential where member = new.member and not retired) then
    raise exception 'nobody vouches for this passkey';
  end if;
  return new;
end
$$;
create trigger vouched before insert on staff.credential for each row execute function staff.check_passkey();

create function staff.refuse_another_passkey() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception 'a passkey stays what it is, and whose';
end
$$;
create trigger unchanged before update on staff.credential for each row
  when ((old.id, old.member, old.public_key) is distinct from (new.id, new.member, new.public_key))
  execute function staff.refuse_another_passkey();

-- Whoever is admitted is so with a passkey that who admits her has signed for, or that the recovery key brought back.
create function staff.admitted_with_passkey() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not staff.is_demo() and exists (
    select from staff.credential c
    where c.member = new.id and not c.retired and not exists (
      select from staff.vouch v left join staff.credential by_whom on by_whom.id = v.voucher
      where v.credential = c.id and staff.is_vouched(c.id, c.member, c.public_key)
        and (v.recovered and new.recovered or by_whom.member = new.admitted_by))
  ) then
    raise exception 'whoever admits has not signed for this passkey';
  end if;
  return new;
end
$$;
create trigger with_passkey before update on staff.member for each row
  when (old.state = 'waiting' and new.state = 'admitted')
  execute function staff.admitted_with_passkey();

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

revoke all on function staff.is_vouched(text, uuid, bytea) from public;
grant select on staff.vouch to exeunt_desk, exeunt_issue;
grant insert (credential, member, statement, voucher, client_data, authenticator_data, signature) on staff.vouch
  to exeunt_desk;

-- How a chain begins is written by the triggers above, and what nobody did by functions of their own: not by the desk.
alter policy done on audit.act with check (
  who = staff.acting() and who <> '00000000-0000-0000-0000-000000000000'
  and what not in ('passkey-founded', 'passkey-recovered'));
grant select on audit.act to exeunt_issue;
create policy foundations on audit.act for select to exeunt_issue
  using (what in ('passkey-founded', 'passkey-recovered'));
create index on audit.act (record) where what in ('passkey-founded', 'passkey-recovered');
