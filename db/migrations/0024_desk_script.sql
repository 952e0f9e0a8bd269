-- The desk writes down which script it serves, whenever it is another than the last one that it wrote down: an act like
-- any other, chained like any other, by nobody. A desk that lies writes a lie; but it writes it once and for all, and no
-- desk can take back what it has said. docs/decisions/0025-pinned-desk.md.

alter table audit.act drop constraint act_what_check;
alter table audit.act add constraint act_what_check check (what in (
  'enrolled', 'signed-in', 'signed-out', 'invited', 'admitted', 'removed', 'role-granted', 'role-taken', 'box-made',
  'passkey-added', 'passkey-retired', 'passkeys-lost', 'keys-given', 'contact-opened',
  'branch-opened', 'branch-changed', 'requested', 'approved', 'refused', 'taken-in',
  'case-opened', 'case-returned', 'registered', 'registered-uncounted', 'held', 'declined', 'kept',
  'withdrawal-decided', 'withdrawn', 'corrected',
  'looked-again', 'sent-back', 'canary-placed', 'canary-opened', 'alarm-seen',
  'desk-script'));

-- Whoever the act is by: nobody has this number.
create function audit.nobody() returns uuid language sql immutable set search_path = '' as $$
  select '00000000-0000-0000-0000-000000000000'::uuid
$$;

create index on audit.act (id) where what = 'desk-script';

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
create function audit.noted_desks(zone text, most int) returns table (digest text, day date)
language sql stable security definer set search_path = '' as $$
  select record, (at at time zone zone)::date from audit.act where what = 'desk-script' order by id desc limit most
$$;

revoke all on function audit.nobody(), audit.note_desk(text, timestamptz), audit.noted_desks(text, int) from public;
grant execute on function audit.note_desk(text, timestamptz) to exeunt_desk;
grant usage on schema audit to exeunt_site;
grant execute on function audit.noted_desks(text, int) to exeunt_site;
