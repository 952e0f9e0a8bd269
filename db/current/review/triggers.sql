select installation.append_only('review.decision', 'question_for_sender', 'question_for_desk');
select installation.append_only('review.second_look');
select installation.append_only('review.second_verdict');
select installation.append_only('review.sent_back');

-- What takes somebody out of the register, or changes what it shows of her, takes two.
create function review.four_eyes() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.kind = 'withdrawal' then
    perform approvals.use(new.request, 'withdrawal', jsonb_build_object('submission', new.submission));
  elsif new.kind = 'correction' then
    perform approvals.use(new.request, 'correction', jsonb_build_object('entry', new.refers_to));
    if (select payload::jsonb from approvals.request where id = new.request) is distinct from new.version then
      raise exception 'not what was approved';
    end if;
  end if;
  return new;
end
$$;
create trigger four_eyes before insert on review.acceptance for each row execute function review.four_eyes();

-- The worker has a right to update, to lock the rows with.
create function review.refuse_another_acceptance() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception 'review.acceptance is entered as it is';
end
$$;
create trigger unchanged before update on review.acceptance
  for each row execute function review.refuse_another_acceptance();

-- Nobody is taken out otherwise, whatever the desk says.
create function review.rested_wish() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not review.wish_rested(new.submission)
    or tg_table_name = 'acceptance' and not review.wish_decided(new.submission)
    or exists (select from intake.pending where submission = new.submission and not_before = 'infinity')
  then
    raise exception 'no wish to withdraw that has rested';
  end if;
  return new;
end
$$;
create trigger rested_wish before insert on review.acceptance
  for each row when (new.kind = 'withdrawal') execute function review.rested_wish();
create trigger rested_wish before insert on review.decision
  for each row when (new.verdict = 'withdraw') execute function review.rested_wish();

-- Drawn when it is decided, by the database's own chance: neither whoever decides nor the desk's server can choose.
create function review.draw_second_look() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into review.second_look (submission, sequence, member, branch, since, language, acts)
  select s.id, new.sequence, new.member, b.branch, coalesce(p.since, s.day), p.language, head.acts
  from intake.submission s
  join vault.box b on b.id = s.box
  cross join audit.head head
  left join intake.pending p on p.submission = s.id
  where s.id = new.submission
    and new.sequence = 1 and new.verdict in ('register', 'register-uncounted', 'hold', 'decline')
    and review.may_be_looked_at(s.id)
    and ('x' || substr(gen_random_uuid()::text, 1, 8))::bit(32)::bigint < installation.second_look_share() * 4294967296;
  insert into review.look_queue (submission)
  select submission from review.second_look where submission = new.submission on conflict do nothing;
  return null;
end
$$;
create trigger draw_second_look after insert on review.decision
  for each row execute function review.draw_second_look();

-- Whether two decided alike is found here, whatever is given; and nobody looks at a decision of her own.
create function review.compare_verdicts() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  first review.decision;
begin
  select d.* into first
  from review.second_look l join review.decision d on d.submission = l.submission and d.sequence = l.sequence
  where l.submission = new.submission;
  if first.member is null or first.member = new.member then
    raise exception 'nobody looks at her own decision';
  end if;
  delete from review.look_queue where submission = new.submission;
  new.agrees := first.verdict = new.verdict and first.outline is not distinct from new.outline;
  return new;
end
$$;
create trigger compare_verdicts before insert on review.second_verdict
  for each row execute function review.compare_verdicts();
