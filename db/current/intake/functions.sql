-- A wish to withdraw waits until it has rested; a case that waits already waits for that, and remembers what it waited for.
create function intake.queue_wish(of_submission uuid, asked date) returns void
language sql security definer set search_path = '' as $$
  insert into intake.pending as waiting (submission, cause, since, branch, not_before)
  select s.id, 'withdrawal', asked, b.branch, installation.rests_until(asked)
  from intake.submission s join vault.box b on b.id = s.box
  where s.id = of_submission
  on conflict (submission) do update
    set cause = 'withdrawal', resumes = waiting.cause, not_before = excluded.not_before
    where waiting.cause <> 'withdrawal'
$$;

-- As if it had not been asked.
create function intake.end_wish(of_submission uuid) returns void
language sql security definer set search_path = '' as $$
  delete from intake.pending where submission = of_submission and cause = 'withdrawal' and resumes is null;
  update intake.pending set cause = resumes, resumes = null, not_before = null
  where submission = of_submission and cause = 'withdrawal';
$$;

-- For whoever declares again and shows the code of before: which submission it is. As little as review.status says. A code has a
-- look-up value by the site's key and one by the desk's; several people at once are each told of her own.
create function intake.submissions_by_codes(of_site bytea[], of_desk bytea[])
returns table (nth bigint, submission uuid)
language sql stable security definer set search_path = '' as $$
  select asked.nth,
    (select code.submission from intake.return_code code where code.hash in (asked.of_site, asked.of_desk) limit 1)
  from unnest(of_site, of_desk) with ordinality asked (of_site, of_desk, nth)
$$;

-- What a sender adds goes to whoever reviews her declaration.
create function intake.branch_of(of_submission uuid) returns text
language sql stable security definer set search_path = '' as $$
  select b.branch from intake.submission s join vault.box b on b.id = s.box where s.id = of_submission
$$;

-- Whether whoever acts took this declaration down herself: nobody reviews what she took down.
create function intake.taken_by_acting(asked uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from intake.pending where submission = asked and taken_by = staff.acting())
$$;

-- Who may hand in by a door; null for a door that there is not.
create function intake.used_by(door text) returns text language sql stable security definer set search_path = '' as $$
  select used_by from installation.channel where id = door
$$;

-- Everything of one declaration in one statement, and so in one commit. Under an id that is there: 'again' where it is the same,
-- 'sent-before' where it is something else, which stands. `taker`: who took it down.
create function intake.put_in(
  door text, new_id uuid, on_day date, spoken text, to_box uuid, record bytea, content bytea, code bytea, reply bytea,
  contact_box uuid, contact bytea, taker uuid
) returns text language plpgsql security definer set search_path = '' as $$
begin
  insert into intake.submission (id, channel, day, box, sealed, digest)
  values (new_id, door, on_day, to_box, record, content)
  on conflict (id) do nothing;
  if not found then
    return case when exists (
      select from intake.submission s where s.id = new_id and s.channel = door and s.digest = content
    ) then 'again' else 'sent-before' end;
  end if;
  insert into intake.pending (submission, cause, since, branch, language, taken_by)
  select new_id, 'new', on_day, box.branch, spoken, taker from vault.box where id = to_box;
  if not found then
    raise exception 'no such box: nobody could open it';
  end if;
  if code is not null then
    insert into intake.return_code (hash, submission, reply_recipient) values (code, new_id, reply);
  end if;
  if contact is not null then
    insert into intake.contact (submission, box, sealed) values (new_id, contact_box, contact);
  end if;
  return 'taken';
end
$$;

-- By a door that anybody may use.
create function intake.take_in(
  door text, new_id uuid, on_day date, spoken text, to_box uuid, record bytea, content bytea, code bytea, reply bytea,
  contact_box uuid, contact bytea
) returns text language plpgsql security definer set search_path = '' as $$
begin
  if intake.used_by(door) is distinct from 'anybody' then
    raise exception 'not everybody''s door';
  end if;
  return intake.put_in(door, new_id, on_day, spoken, to_box, record, content, code, reply, contact_box, contact, null);
end
$$;

-- By a door of operators, in the name of one at an open branch of hers. The act names the branch and its day, not the submission
-- and no hour. The submission has neither the branch nor the operator; its box is that of the branch that reviews it,
-- which may be another.
create function intake.take_down(
  at_branch text, door text, new_id uuid, on_day date, spoken text, to_box uuid, record bytea, content bytea, code bytea,
  reply bytea, contact_box uuid, contact bytea
) returns text language plpgsql security definer set search_path = '' as $$
declare
  outcome text;
begin
  if intake.used_by(door) is distinct from 'operator' then
    raise exception 'not an operator''s door';
  end if;
  if not staff.acting_is('operator', at_branch)
    or not exists (select from staff.branch where id = at_branch and not closed) then
    raise exception 'no operator of this branch';
  end if;
  outcome := intake.put_in(
    door, new_id, on_day, spoken, to_box, record, content, code, reply, contact_box, contact, staff.acting());
  if outcome = 'taken' then
    insert into audit.act (at, who, what, record)
    values (installation.begins(on_day), staff.acting(), 'taken-in', at_branch);
  end if;
  return outcome;
end
$$;

-- A code given at the desk is looked up by the desk's key, one given by the site by the site's: of the two values that a code
-- may be known by, the one that it is. As little as review.status says.
create function intake.known_code(codes bytea[]) returns bytea
language sql stable security definer set search_path = '' as $$
  select hash from intake.return_code where hash = any (codes) limit 1
$$;
