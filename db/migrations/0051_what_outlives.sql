-- What one part of the house keeps open while another has ended what it is about.

-- A branch does not close over somebody who has asked it for a certificate.
create or replace function staff.cases_wait(at text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from intake.pending where branch = at)
    or exists (select from certificates.standing s where s.branch = at and s.state in ('asked', 'approving', 'signing'))
$$;

-- Nobody waits for the register either: from the moment two have agreed that she is out, or that something about her is put
-- right, the site shows neither names nor words of the declaration until a checkpoint covers the change.
create or replace view register.changing as
select distinct refers_to as declaration
from register.entry
where refers_to is not null and number > (select register.horizon())
union
select coalesce(a.refers_to, o.number)
from review.acceptance a
left join register.origin o on o.submission = a.submission
where a.kind in ('withdrawal', 'correction') and current_user = 'exeunt_site'
  and coalesce(a.refers_to, o.number) is not null;

-- Whether what was asked of two is still there to be agreed to: of a request that has ended, of a certificate that has ended, or
-- is not to become anything but revoked, of an entry that was erased or whose people have all left, and of a member who has left,
-- there is nothing to agree to. Whoever could answer may know that.
create function approvals.is_moot(asked uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select case r.kind
    when 'certificate' then not exists (
      select from certificates.standing s where s.approval = r.id and s.state in ('approving', 'signing'))
    when 'certificate-state' then not exists (
      select from certificates.state s
      where s.number = r.act::jsonb ->> 'number' and (
        s.state in ('valid', 'suspended') or s.state = 'withdrawn' and r.act::jsonb ->> 'state' = 'revoked'))
    when 'correction' then r.payload is null or not exists (
      select from register.standing_line l
      where l.number = (r.act::jsonb ->> 'entry')::bigint and not l.withdrawn)
    when 'role' then not exists (
      select from staff.member m where m.id::text = r.act::jsonb ->> 'member' and m.state <> 'left')
    else false
  end
  from approvals.request r where r.id = asked
$$;
revoke all on function approvals.is_moot(uuid) from public;
grant execute on function approvals.is_moot(uuid) to exeunt_desk;
