-- A decision rests for some seconds before it is carried out, so that whoever gave it can undo it while nothing has come
-- of it. The row is what her browser sent, and is gone as soon as the decision is carried out or undone. It is read by
-- her alone; who reads the table learns what the register is about to show, some seconds early.
create table review.resting (
  submission  uuid        primary key,
  member      uuid        not null references staff.member (id),
  passkey     text,                      -- staff.credential; null at a demonstration
  decision    text        not null,      -- JSON; its questions are sealed, its public version is not
  due         timestamptz not null
);
create index on review.resting (due);

alter table review.resting enable row level security;
create policy hers on review.resting to exeunt_desk
  using (member = staff.acting()) with check (member = staff.acting());
create policy not_her_own on review.resting as restrictive for insert to exeunt_desk
  with check (not intake.taken_by_acting(submission));
create trigger ignore_canary before insert on review.resting
  for each row execute function oversight.ignore_canary('decided');
grant select, insert, delete on review.resting to exeunt_desk;

-- Whose decisions are to be carried out now: the desk does it in each one's own name, and sees the rest only then.
create function review.due(moment timestamptz) returns table (submission uuid, member uuid)
language sql stable security definer set search_path = '' as $$
  select r.submission, r.member from review.resting r where r.due <= moment order by r.due, r.submission
$$;
revoke all on function review.due(timestamptz) from public;
grant execute on function review.due(timestamptz) to exeunt_desk;
