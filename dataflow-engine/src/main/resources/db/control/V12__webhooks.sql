-- Where vendors send events, what they sent, and the rows that are still to be read because of it.

create table webhook_endpoint (
  -- stands in the address; random, so that nobody guesses it
  id             text primary key,
  tenant_id      text not null references tenant,
  -- null: the dataflow is gone
  dataflow_id    uuid references dataflow on delete set null,
  -- SUBSCRIBING, ACTIVE, PAUSED, REMOVED
  state          text not null,
  login_user     text not null,
  -- sealed for its tenant and dataflow
  login_password bytea not null,
  -- keys of the chosen event groups, as JSON
  event_groups   text not null,
  -- the vendor's name for the subscription; empty: a person subscribes by hand
  remote_id      text not null default '',
  note           text not null default '',
  changed_at     timestamptz not null,
  -- runs that failed in a row, and when the next one may begin
  failures       int not null default 0,
  not_before     timestamptz
);
create unique index webhook_endpoint_of_dataflow on webhook_endpoint (dataflow_id)
  where state <> 'REMOVED';

create table webhook_delivery (
  id          bigint generated always as identity primary key,
  endpoint_id text not null references webhook_endpoint on delete cascade,
  dataflow_id uuid not null references dataflow on delete cascade,
  -- the vendor's name for the event
  delivery_id text not null,
  event       text not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  -- RECEIVED, PROCESSED, FAILED
  state       text not null,
  attempts    int not null default 0,
  -- why it failed, or what there was to do, in words for people; never content of a row
  detail      text not null default '',
  run_id      uuid,
  ended_at    timestamptz,
  unique (endpoint_id, delivery_id)
);
create index webhook_delivery_latest on webhook_delivery (dataflow_id, id desc);
create index webhook_delivery_state on webhook_delivery (dataflow_id, state, id desc);
create index webhook_delivery_age on webhook_delivery (received_at);

-- the rows that an event names, until they are read: the only place where a row's key is kept
create table webhook_change (
  id          bigint generated always as identity primary key,
  delivery_id bigint not null references webhook_delivery on delete cascade,
  dataflow_id uuid not null references dataflow on delete cascade,
  table_name  text not null,
  -- the key's values as a JSON list
  row_key     text not null,
  -- the run that reads them; null: none does
  run_id      uuid,
  failed      boolean not null default false
);
create index webhook_change_pending on webhook_change (dataflow_id, id)
  where run_id is null and not failed;
create index webhook_change_run on webhook_change (run_id) where run_id is not null;
create index webhook_change_delivery on webhook_change (delivery_id);

-- whether only rows that an event named are read
alter table table_run add column by_keys boolean not null default false;
