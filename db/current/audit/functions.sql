-- src/audit/chain.ts says the same in the program's language, so that a changed function finds nobody's assent.
create function audit.link(before bytea, id bigint, at timestamptz, who uuid, what text, record text) returns bytea
language sql immutable set search_path = '' as $$
  select sha256(before || convert_to(
    id || E'\n' || (extract(epoch from at) * 1000000)::bigint || E'\n' || who || E'\n' || what || E'\n' || record || E'\n',
    'UTF8'))
$$;

-- Of those who left: every box that she has ever opened a case of. Across branches, for administrators.
create function audit.opened_boxes(members uuid[])
returns table (member uuid, branch text, week text, cases bigint)
language sql stable security definer set search_path = '' as $$
  select act.who, box.branch, box.week, count(distinct act.record)
  from audit.act act
  join intake.submission submission on submission.id = case act.what when 'case-opened' then act.record::uuid end
  join vault.box box on box.id = submission.box
  where act.what = 'case-opened' and act.who = any (members) and staff.acting_has('administrator')
  group by act.who, box.branch, box.week
  order by box.week, box.branch
$$;

-- Who changed last what a branch says of itself: whoever reads the page sees it, for a changed number can be a trap.
create function audit.last_of_branch() returns table (branch text, at timestamptz, who uuid)
language sql stable security definer set search_path = '' as $$
  select distinct on (record) record, at, who from audit.act
  where what in ('branch-opened', 'branch-changed') and staff.acting() is not null
  order by record, id desc
$$;

-- Whoever the act is by: nobody has this number.
create function audit.nobody() returns uuid language sql immutable set search_path = '' as $$
  select '00000000-0000-0000-0000-000000000000'::uuid
$$;

-- One start after another: the head's row is locked before the last digest is read, as the chain itself locks it.
create function audit.note_desk(digest text, noted_at timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  if digest !~ '^[0-9a-f]{64}$' then
    raise exception 'no digest';
  end if;
  perform from audit.head for update;
  if digest is not distinct from
    (select record from audit.act where what = 'desk-script' order by id desc limit 1) then
    return false;
  end if;
  insert into audit.act (at, who, what, record) values (noted_at, audit.nobody(), 'desk-script', digest);
  return true;
end
$$;

-- For the public page: which scripts, since which day. No hour, and nothing of anybody.
create function audit.noted_desks(most int) returns table (digest text, day date)
language sql stable security definer set search_path = '' as $$
  select record, installation.day_at(at) from audit.act where what = 'desk-script' order by id desc limit most
$$;
