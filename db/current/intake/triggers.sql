select installation.append_only('intake.submission', 'sealed');
select installation.append_only('intake.return_code');
select installation.append_only('intake.followup', 'sealed');
select installation.append_only('intake.contact', 'sealed');

-- What a sender says afterwards: taken back is what was asked and not taken back before, whatever is given.
create function intake.check_followup() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  -- One after another, for one sender.
  perform pg_advisory_xact_lock(hashtextextended(new.submission::text, 1));
  new.takes_back := '{}';
  if new.kind = 'wish-taken-back' then
    new.takes_back := array(select id from intake.standing_wish where submission = new.submission);
  end if;
  -- A wish cannot be said to be older than it is. One day, for the clocks of the world.
  if session_user = 'exeunt_site' and new.day < installation.today() - 1 then
    raise exception 'a follow-up of the past';
  end if;
  return new;
end
$$;
create trigger check_followup before insert on intake.followup
  for each row execute function intake.check_followup();
