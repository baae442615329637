-- What people configure and what happened. Flyway runs this with search_path = tributary.

create table tenant (
  id           text primary key,
  display_name text not null,
  created_at   timestamptz not null
);

create table account (
  id              uuid primary key,
  user_name       text not null,
  password_hash   text not null,
  failed_attempts int not null default 0,
  locked_until    timestamptz,
  created_at      timestamptz not null
);
create unique index account_user_name on account (lower(user_name));

create table member (
  tenant_id  text not null references tenant,
  account_id uuid not null references account on delete cascade,
  role       text not null,
  primary key (tenant_id, account_id)
);

create table api_token (
  id         uuid primary key,
  tenant_id  text not null references tenant,
  name       text not null,
  token_hash text not null unique,
  role       text not null,
  created_at timestamptz not null,
  unique (tenant_id, name)
);

create table audit_entry (
  id         bigint generated always as identity primary key,
  tenant_id  text not null references tenant,
  at         timestamptz not null,
  actor_kind text not null,
  actor      text not null,
  action     text not null,
  subject    text not null
);
create index audit_entry_by_tenant on audit_entry (tenant_id, id);

create table dataflow (
  id                uuid primary key,
  tenant_id         text not null references tenant,
  name              text not null,
  display_name      text not null,
  description       text not null,
  connector_id      text not null,
  settings          jsonb not null,
  refresh           text not null,
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  version           bigint not null,
  -- how its last run stands, kept here so that the list needs no join
  status            text not null,
  last_run_id       uuid,
  last_run_detail   text not null,
  last_refresh      text,
  last_refresh_at   timestamptz,
  selected_tables   int not null
);
create unique index dataflow_name on dataflow (tenant_id, lower(name));
create index dataflow_created on dataflow (tenant_id, created_at);

-- a secret setting, sealed for its tenant, dataflow and field
create table dataflow_secret (
  dataflow_id uuid not null references dataflow on delete cascade,
  field_key   text not null,
  sealed      bytea not null,
  primary key (dataflow_id, field_key)
);

create table import_table (
  id           uuid primary key,
  dataflow_id  uuid not null references dataflow on delete cascade,
  tenant_id    text not null references tenant,
  position     int not null,
  table_schema text not null,
  table_name   text not null,
  file_name    text not null,
  selected     boolean not null,
  -- whether the entity name is kept for this table: true from the first time it is selected
  holds_name   boolean not null,
  purpose      text not null,
  entity_name  text not null,
  options      jsonb not null,
  column_types jsonb not null,
  misfits      text not null,
  unique (dataflow_id, table_schema, table_name)
);
-- a table that was never selected only proposes a name
create unique index import_table_entity_name on import_table (tenant_id, lower(entity_name))
  where holds_name;

create table run (
  id               uuid primary key,
  tenant_id        text not null references tenant,
  dataflow_id      uuid not null references dataflow on delete cascade,
  number           bigint not null,
  kind             text not null,
  status           text not null,
  refresh          text not null,
  trigger_kind     text not null,
  requested_by     text not null,
  queued_at        timestamptz not null,
  started_at       timestamptz,
  ended_at         timestamptz,
  description      text not null,
  cancel_requested boolean not null,
  -- for a rollback: the run it takes back; for an import: the rollback that took it back
  takes_back       uuid,
  taken_back_by    uuid,
  -- the worker that holds the run; a commit under an older token is refused
  lease_token      bigint not null,
  lease_until      timestamptz,
  unique (dataflow_id, number)
);
create unique index run_one_active on run (dataflow_id)
  where status in ('QUEUED', 'RUNNING', 'PUBLISHING');
create index run_history on run (dataflow_id, number desc);

create table table_run (
  id              uuid primary key,
  run_id          uuid not null references run on delete cascade,
  import_table_id uuid not null,
  position        int not null,
  table_name      text not null,
  file_name       text not null,
  entity_name     text not null,
  purpose         text not null,
  status          text not null,
  rows_read       bigint not null,
  rows_written    bigint not null,
  rows_rejected   bigint not null,
  rows_noted      bigint not null,
  bytes           bigint not null,
  bytes_total     bigint not null,
  started_at      timestamptz,
  ended_at        timestamptz,
  description     text not null,
  unique (run_id, import_table_id)
);
