-- What is written to files for everybody: which entries have been looked at for it. `seen` runs with
-- the register, so that a name that was taken back is out of the files as soon as that is entered;
-- `covered` runs with the ledger.
create schema publish;

create table publish.mark (
  single   boolean primary key default true check (single),
  seen     bigint  not null default 0,
  covered  bigint  not null default 0
);
insert into publish.mark default values;

grant usage on schema publish to exeunt_work;
grant select, update on publish.mark to exeunt_work;

create or replace function jobs.announce(task text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if task not in ('register:take', 'statistics:fold', 'publish:days') then
    raise exception 'no such announcement: %', task;
  end if;
  -- One waiting job of a kind is enough: a listener takes everything that is there.
  perform graphile_worker.add_job(task, job_key => task, max_attempts => 25);
end
$$;
