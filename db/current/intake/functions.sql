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

-- For whoever declares again and shows the code of before: which submission it is. As little as review.status says.
create function intake.submission_by_code(code bytea) returns uuid
language sql stable security definer set search_path = '' as $$
  select submission from intake.return_code where hash = code
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

-- A code given at the desk is looked up by the desk's key, one given by the site by the site's: of the two values that a code
-- may be known by, the one that it is. As little as review.status says.
create function intake.known_code(codes bytea[]) returns bytea
language sql stable security definer set search_path = '' as $$
  select hash from intake.return_code where hash = any (codes) limit 1
$$;
