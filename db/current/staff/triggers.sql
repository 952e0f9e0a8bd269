select installation.append_only('staff.vouch');

-- An installation is never without somebody who may invite, whatever the desk's server says: two who remove one another at once
-- are two who wait here.
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
create trigger keep_an_administrator before update on staff.member
  for each row execute function staff.keep_an_administrator();

-- One member alone brings nobody in: whoever invited does not admit. Only whoever is alone in an installation does both. Whoever
-- comes back by the recovery key is admitted by nobody of the staff: three keepers of shares have sealed the keys to her
-- (docs/decisions/0024-recovery-shares.md), and the desk cannot say this of anybody: it may not write the column.
create function staff.four_eyes() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if old.state = 'waiting' and new.state = 'admitted' then
    if new.recovered and not old.recovered and new.admitted_by is null then
      return new;
    end if;
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

-- The same, where it is a role that is taken.
create function staff.keep_administrators_role() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if old.role = 'administrator' then perform staff.refuse_last_administrator(old.member); end if;
  return old;
end
$$;
create trigger keep_an_administrator before delete on staff.role
  for each row execute function staff.keep_administrators_role();

-- Whoever leaves, or has lost her passkeys, keeps nothing: no session, no passkey that opens the desk, and no key that the
-- desk could hand out once more.
create function staff.leave_nothing() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.state <> old.state and new.state <> 'admitted' then
    delete from staff.session where member = new.id;
    update staff.credential set retired = true where member = new.id and not retired;
    perform vault.take_keys(new.id::text);
  end if;
  return new;
end
$$;
create trigger leave_nothing after update on staff.member for each row execute function staff.leave_nothing();

-- A role is given by two. Whoever waits to be admitted has hers from her invitation, and admission takes two as well;
-- whoever is alone in an installation has nobody to ask.
create function staff.role_by_two() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from staff.member where id = new.member and state = 'waiting')
    or (select count(*) from staff.member where state = 'admitted') <= 1 then
    return new;
  end if;
  perform approvals.use(new.request, 'role',
    jsonb_build_object('member', new.member, 'branch', new.branch, 'role', new.role));
  return new;
end
$$;
create trigger role_by_two before insert on staff.role for each row execute function staff.role_by_two();

-- A branch closes over nobody.
create function staff.refuse_to_strand() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.closed and not old.closed then
    if new.id = 'centre' then
      raise exception 'the centre stays open';
    end if;
    if staff.cases_wait(new.id) then
      raise exception 'cases wait there';
    end if;
  end if;
  return new;
end
$$;
create trigger refuse_to_strand before update on staff.branch
  for each row execute function staff.refuse_to_strand();

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

-- A passkey is a member's by a chain: another one of hers is signed for by one that she has, her first one by the colleague
-- who admits her. The first of the installation, and what the recovery key brings back, begin a chain, and stand among the
-- acts. PostgreSQL verifies no signature: it holds the shape, and whoever can (src/staff/check-passkeys.ts) walks the
-- chain before anything is signed on its word. docs/decisions/0045-passkeys-by-a-chain.md.
create function staff.check_vouch() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  said jsonb := new.statement::jsonb;
  whose staff.member;
  by_whom record;
begin
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
  if staff.is_vouched(new.id, new.member, new.public_key) then
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

-- What they signed is verified with them.
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
  if exists (
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
