-- An installation is never without somebody who may invite, whatever the desk's server says: two who remove one another at once
-- are two who wait here.
create function staff.refuse_last_administrator(leaver uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  perform from staff.member where state = 'admitted' order by id for update;
  if exists (
    select from staff.working w where w.role = 'administrator' and w.member = leaver
  ) and not exists (
    select from staff.working w where w.role = 'administrator' and w.member <> leaver
  ) then
    raise exception 'the last administrator stays';
  end if;
end
$$;

-- Row security: the desk says in whose name it asks (`exeunt.member`), and sees what that member's branches may. A check
-- that is forgotten in a handler then finds nothing, instead of another branch's cases. It does not hold against a desk
-- whose server is in the wrong hands, which could name anybody: against that, the keys do.
create function staff.acting() returns uuid language sql stable set search_path = '' as $$
  select nullif(current_setting('exeunt.member', true), '')::uuid
$$;

-- As the owner, so that the rows of these tables need no policy of their own that would ask this again.
create function staff.branches_of_acting() returns setof text language sql stable security definer set search_path = '' as $$
  select w.branch from staff.working w where w.member = staff.acting()
$$;

create function staff.acting_has(asked text) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (
    select from staff.working w where w.member = staff.acting() and w.role = asked)
$$;

-- A branch where cases wait does not close: they are sealed to it, and nobody elsewhere could open them. Nor does one over
-- somebody who has asked it for a certificate. What rests for ever waits for nobody, and is not to be learned of by a closing.
create function staff.cases_wait(at text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from intake.pending where branch = at and not_before is distinct from 'infinity')
    or exists (select from certificates.standing s where s.branch = at and s.state in ('asked', 'approving', 'signing'))
$$;

-- Whose work needs what lies in a box of each class (src/staff/roles.ts says the same).
create function staff.opens(role text, class text) returns boolean language sql immutable set search_path = '' as $$
  select case class
    when 'draft' then role = 'reviewer'
    when 'contact' then role in ('operator', 'issuer')
    when 'papers' then role in ('issuer', 'approver')
    else false
  end
$$;

-- Whether whoever acts has a role at a branch.
create function staff.acting_is(asked text, at text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from staff.working w where w.member = staff.acting() and w.role = asked and w.branch = at)
$$;

-- The branches where whoever acts has a role.
create function staff.branches_of_acting_as(asked text) returns setof text
language sql stable security definer set search_path = '' as $$
  select w.branch from staff.working w where w.member = staff.acting() and w.role = asked
$$;

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
