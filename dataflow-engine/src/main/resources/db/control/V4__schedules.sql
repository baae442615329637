-- When dataflows run by themselves, and the product's own recurring work.

create table schedule (
  dataflow_id uuid primary key references dataflow on delete cascade,
  tenant_id   text not null references tenant,
  time_zone   text not null,
  -- one cron expression in each line
  times       text not null,
  misfire     text not null,
  -- how many scheduled runs may fail in a row before the schedule is paused; 0: any number
  pause_after int not null,
  state       text not null,
  -- how many have failed in a row
  failures    int not null,
  -- the next moment; null while paused
  next_at     timestamptz,
  version     bigint not null
);
-- the one query that asks what is due
create index schedule_due on schedule (next_at) where next_at is not null;

-- what became of each moment
create table schedule_event (
  id          bigint generated always as identity primary key,
  dataflow_id uuid not null references dataflow on delete cascade,
  tenant_id   text not null references tenant,
  at          timestamptz not null,
  -- the moment; null for what a person or a failure did to the schedule
  due_at      timestamptz,
  kind        text not null,
  run_id      uuid,
  note        text not null
);
-- whoever sees a moment first, it counts once
create unique index schedule_event_once on schedule_event (dataflow_id, due_at)
  where due_at is not null;
create index schedule_event_history on schedule_event (dataflow_id, id desc);
create index schedule_event_age on schedule_event (at);

-- kept here so that the list needs no join
alter table dataflow
  add column schedule_state text not null default 'NONE',
  add column next_run_at    timestamptz;

-- recurring work; its form is db-scheduler's. Apart from the runs, so that long runs do not delay it
create table chore (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index chore_due on chore (execution_time);
create index chore_heartbeat on chore (last_heartbeat);
