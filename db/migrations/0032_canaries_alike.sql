-- No column tells a canary from a declaration: it has a return code, the language of a page and an id of the same kind, and a
-- branch by its box alone, as every declaration has.
alter table intake.submission drop column branch;

-- `hash` and `reply` are those of a code that nobody has. The same again is placed already.
drop function oversight.place_canary(uuid, uuid, bytea, date);
create function oversight.place_canary(
  new_id uuid, in_box uuid, record bytea, spoken text, hash bytea, reply bytea, today date
) returns text language plpgsql security definer set search_path = '' as $$
declare
  box vault.box;
begin
  select * into box from vault.box b where b.id = in_box and b.class = 'draft';
  -- What intake makes of a form is a UUID of the eighth kind (RFC 9562).
  if not staff.acting_has('administrator') or box.id is null
    or new_id::text !~ '^.{14}8.{3}-[89ab]' then
    return 'refused';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(new_id::text, 6));
  if exists (select from intake.submission s where s.id = new_id) then
    return case when exists (
      select from oversight.canary c join intake.submission s on s.id = c.submission
      where c.submission = new_id and c.member = staff.acting() and s.sealed = record
    ) then 'there' else 'refused' end;
  end if;
  insert into oversight.canary (submission, member, day) values (new_id, staff.acting(), today);
  insert into intake.submission (id, channel, day, box, sealed, digest)
  values (new_id, 'web', today, box.id, record, sha256(gen_random_uuid()::text::bytea));
  insert into intake.return_code (hash, submission, reply_recipient) values (hash, new_id, reply);
  insert into intake.pending (submission, cause, since, branch, language, not_before)
  values (new_id, 'new', today, box.branch, spoken, 'infinity');
  return 'placed';
end
$$;
revoke all on function oversight.place_canary(uuid, uuid, bytea, text, bytea, bytea, date) from public;
grant execute on function oversight.place_canary(uuid, uuid, bytea, text, bytea, bytea, date) to exeunt_desk;

-- A row's transaction is no column, and whoever may read the whole table reads it: by it the act of placing a canary would lead to
-- its place in the queue.
revoke select on audit.act from exeunt_desk;
grant select (id, at, who, what, record, hash) on audit.act to exeunt_desk;
