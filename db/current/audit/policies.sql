-- Everybody sees what she did herself; the whole chain is the administrators'. Nobody writes in another's name.
create policy seen on audit.act for select to exeunt_desk
  using (who = staff.acting() or staff.acting_has('administrator'));

-- How a chain begins is written by triggers, and what nobody did by functions of their own: not by the desk.
create policy done on audit.act for insert to exeunt_desk with check (
  who = staff.acting() and who <> '00000000-0000-0000-0000-000000000000'
  and what not in ('passkey-founded', 'passkey-recovered'));

create policy issuing on audit.act for insert to exeunt_issue with check (what = 'certificate-issued');

create policy foundations on audit.act for select to exeunt_issue
  using (what in ('passkey-founded', 'passkey-recovered'));
