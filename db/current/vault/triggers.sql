-- Who made a proposal is who acts, whatever is given.
create function vault.name_maker() returns trigger language plpgsql set search_path = '' as $$
begin
  new.maker := staff.acting();
  return new;
end
$$;
create trigger name_maker before insert on vault.proposal for each row execute function vault.name_maker();
