-- Whoever comes back by the recovery key is admitted by nobody of the staff: three keepers of shares have sealed the keys to
-- her. docs/decisions/0024-recovery-shares.md. The desk cannot say this of anybody: it may not write the column.

alter table staff.member add column recovered boolean not null default false;
revoke insert on staff.member from exeunt_desk;
grant insert (id, name, state, invited_by, admitted_by, recipient, admitted_at) on staff.member to exeunt_desk;

create or replace function staff.four_eyes() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if old.state = 'waiting' and new.state = 'admitted' then
    if new.recovered and not old.recovered and new.admitted_by is null then
      return new;
    end if;
    if new.admitted_by is null or new.admitted_by = new.id then
      raise exception 'nobody admits herself';
    end if;
    if new.admitted_by = old.invited_by and (select count(*) from staff.member where state = 'admitted') > 1 then
      raise exception 'whoever invited does not admit';
    end if;
  end if;
  return new;
end
$$;

alter table audit.act drop constraint act_what_check;
alter table audit.act add constraint act_what_check check (what in (
  'enrolled', 'signed-in', 'signed-out', 'invited', 'admitted', 'removed', 'role-granted', 'role-taken', 'box-made',
  'passkey-added', 'passkey-retired', 'passkeys-lost', 'keys-given', 'contact-opened',
  'branch-opened', 'branch-changed', 'requested', 'approved', 'refused', 'taken-in',
  'case-opened', 'case-returned', 'registered', 'registered-uncounted', 'held', 'declined', 'kept',
  'withdrawal-decided', 'withdrawn', 'corrected',
  'looked-again', 'sent-back', 'canary-placed', 'canary-opened', 'alarm-seen',
  'desk-script', 'recovery-invited', 'recovery-exported', 'recovery-given'));
