-- News goes downstream as announcements: a job that says "look again", enqueued in the
-- announcer's own transaction. The announcer needs no right on the queue beyond this door,
-- and a lost announcement costs delay, never data: whoever listens pulls.
create schema jobs;

create function jobs.announce(task text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if task not in ('register:take', 'statistics:fold') then
    raise exception 'no such announcement: %', task;
  end if;
  -- One waiting job of a kind is enough: a listener takes everything that is there.
  perform graphile_worker.add_job(task, job_key => task, max_attempts => 25);
end
$$;

revoke all on function jobs.announce(text) from public;
grant usage on schema jobs to exeunt_desk, exeunt_work;
grant execute on function jobs.announce(text) to exeunt_desk, exeunt_work;
