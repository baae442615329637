-- What must be atomic with the rows stands beside the rows. Flyway runs this with
-- search_path = tributary_landing.

create table entity (
  -- the import table's id: stays when the entity is renamed
  id              uuid primary key,
  tenant_id       text not null,
  dataflow_id     uuid not null,
  dataflow_name   text not null,
  name            text not null,
  purpose         text not null,
  file_name       text not null,
  -- the view's place; the name is null until the first publish
  schema_name     text not null,
  view_name       text,
  -- null: never published, or taken back to before its first run
  generation_id   uuid,
  last_generation bigint not null
);
create unique index entity_name on entity (tenant_id, lower(name));
create index entity_by_dataflow on entity (dataflow_id);

-- a complete physical state of an entity: one table in <tenant>_generations
create table generation (
  id           uuid primary key,
  entity_id    uuid not null references entity on delete cascade,
  number       bigint not null,
  run_id       uuid not null,
  table_run_id uuid not null unique,
  schema_name  text not null,
  table_name   text not null,
  -- LOADING, KEPT (published), DROPPED (its rows are gone)
  state        text not null,
  misfits      text not null,
  -- grows when a column is widened, so that a batch built for older types cannot land
  plan_version int not null,
  -- whether all its splits are stored
  planned      boolean not null,
  rows         bigint not null,
  created_at   timestamptz not null,
  published_at timestamptz,
  unique (entity_id, number),
  unique (schema_name, table_name)
);
create index generation_by_run on generation (run_id);

-- the entity's columns as of a generation, in the view's order
create table generation_column (
  generation_id uuid not null references generation on delete cascade,
  ordinal       int not null,
  -- its place among the columns that the source gives; null: the source no longer has it
  read_index    int,
  source_name   text not null,
  -- tells apart columns that the source calls the same
  occurrence    int not null,
  name          text not null,
  type          text not null,
  primary key (generation_id, ordinal),
  unique (generation_id, name)
);

create table split (
  generation_id uuid not null references generation on delete cascade,
  ordinal       int not null,
  split_id      text not null,
  label         text not null,
  payload       text not null,
  bytes_total   bigint not null,
  -- the checkpoint: where to go on, written with the rows before it
  position      text,
  batches       bigint not null,
  done          boolean not null,
  rows_read     bigint not null,
  rows_written  bigint not null,
  rows_rejected bigint not null,
  rows_noted    bigint not null,
  bytes_read    bigint not null,
  primary key (generation_id, ordinal),
  unique (generation_id, split_id)
);

-- outlives the generation it did not get into
create table reject (
  id           bigint generated always as identity primary key,
  run_id       uuid not null,
  table_run_id uuid not null,
  dataflow_id  uuid not null,
  source       text not null,
  reason       text not null,
  raw_row      text not null
);
create index reject_by_table_run on reject (table_run_id, id);
create index reject_by_dataflow on reject (dataflow_id);

-- a transaction in which entities of a dataflow changed their state
create table publication (
  run_id        uuid primary key,
  number        bigint generated always as identity,
  tenant_id     text not null,
  dataflow_id   uuid not null,
  -- IMPORT or ROLLBACK
  kind          text not null,
  published_at  timestamptz not null,
  taken_back_by uuid
);
create index publication_by_dataflow on publication (dataflow_id, number);

create table publication_entity (
  run_id            uuid not null references publication on delete cascade,
  entity_id         uuid not null references entity on delete cascade,
  before_generation uuid,
  after_generation  uuid,
  primary key (run_id, entity_id)
);

-- the newest token of a run's worker; a transaction under an older one is refused
create table run_lease (
  run_id uuid primary key,
  token  bigint not null
);
