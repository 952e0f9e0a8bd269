create function jobs.announce(task text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if task not in ('register:take', 'statistics:fold', 'publish:days') then
    raise exception 'no such announcement: %', task;
  end if;
  -- One waiting job of a kind is enough: a listener takes everything that is there.
  perform graphile_worker.add_job(task, job_key => task, max_attempts => 25);
end
$$;
