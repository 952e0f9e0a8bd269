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
