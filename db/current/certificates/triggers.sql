select installation.append_only('certificates.request', 'sealed');
select installation.append_only('certificates.paper', 'sealed');
select installation.append_only('certificates.message', 'sealed', 'reply');
select installation.append_only('certificates.closed');
select installation.append_only('certificates.prepared', 'to_sealed', 'own_sealed');
select installation.append_only('certificates.place');
select installation.append_only('certificates.spare');
select installation.append_only('certificates.intent');
select installation.append_only('certificates.issued', 'reply', 'copy', 'record');
select installation.append_only('certificates.change');
select installation.append_only('certificates.handed_over');

-- What is prepared is what was asked to be approved, and each state comes from an approval of its own.
create function certificates.check_prepared() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from approvals.request a
    where a.id = new.approval and a.kind = 'certificate'
      and a.act::jsonb @> jsonb_build_object('request', new.request, 'to', new.to_branch)
  ) then
    raise exception 'prepared for another request';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(new.request::text, 4));
  if (select state from certificates.standing where request = new.request) <> 'asked' then
    raise exception 'it is under way already';
  end if;
  return new;
end
$$;
create trigger check_prepared before insert on certificates.prepared
  for each row execute function certificates.check_prepared();

-- What is issued is not closed, and what is closed is not issued.
create function certificates.check_closed() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.request::text, 4));
  if exists (
    select from certificates.intent n join certificates.issued i on i.number = n.number where n.request = new.request
  ) then
    raise exception 'it is issued';
  end if;
  return new;
end
$$;
create trigger check_closed before insert on certificates.closed
  for each row execute function certificates.check_closed();

-- Nothing is about to be signed that two have not agreed to, and no approval serves twice.
create function certificates.four_eyes() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.request::text, 4));
  if exists (select from certificates.closed where request = new.request) then
    raise exception 'the request is closed';
  end if;
  perform approvals.use(new.approval, 'certificate', jsonb_build_object('request', new.request));
  return new;
end
$$;
create trigger four_eyes before insert on certificates.intent
  for each row execute function certificates.four_eyes();

create function certificates.check_issued() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  of_request uuid := (select request from certificates.intent where number = new.number);
begin
  perform pg_advisory_xact_lock(hashtextextended(of_request::text, 4));
  if exists (select from certificates.closed where request = of_request) then
    raise exception 'the request is closed';
  end if;
  return new;
end
$$;
create trigger check_issued before insert on certificates.issued
  for each row execute function certificates.check_issued();

-- What becomes of a certificate takes two, but that another one of the same person takes its place.
create function certificates.change_by_two() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  now text;
begin
  perform pg_advisory_xact_lock(hashtextextended(new.number, 5));
  now := (select state from certificates.state where number = new.number);
  if now in ('revoked', 'superseded') and new.state <> 'superseded' then
    raise exception 'a certificate that ended does not come back'
      using errcode = 'check_violation', constraint = 'nothing-left';
  end if;
  if new.approval is not null then
    perform approvals.use(new.approval, 'certificate-state',
      jsonb_build_object('number', new.number, 'state', new.state, 'reason', new.reason));
  elsif not exists (
    select from certificates.intent later
    join certificates.intent before on before.number = new.number
    join certificates.request asked on asked.id = later.request
    join certificates.request earlier on earlier.id = before.request
    where later.number = new.successor and earlier.submission = asked.submission and earlier.line = asked.line
  ) then
    raise exception 'superseded by another person''s certificate';
  end if;
  return new;
end
$$;
create trigger change_by_two before insert on certificates.change
  for each row execute function certificates.change_by_two();
