-- What pages read ends at the published checkpoint (invariant: Every figure is reachable).
create policy covered on register.entry for select using (number <= (select register.horizon()));

create policy covered on register.line for select using (number <= (select register.horizon()));

create policy covered on register.withdrawn_line for select using (number <= (select register.horizon()));

create policy entering on register.entry for insert to exeunt_work with check (true);

create policy entering on register.line for insert to exeunt_work with check (true);

create policy entering on register.withdrawn_line for insert to exeunt_work with check (true);
