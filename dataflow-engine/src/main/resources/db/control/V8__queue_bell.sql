-- Workers that listen look into the queue at once; the others find a new run at their next poll.
create function ring_queue_bell() returns trigger language plpgsql as $$
begin
  perform pg_notify('tributary_queue', '');
  return null;
end
$$;

create trigger queue_bell after insert on scheduled_tasks
  for each statement execute function ring_queue_bell();
