-- Where the next incremental run of an entity begins: a cursor, or the ledger of its objects.
alter table entity
  add column cursor_format int,
  add column cursor_value  text,
  add column ledger        boolean not null default false;

alter table generation
  -- FULL or INCREMENTAL: how its rows were read
  add column reads        text not null default 'FULL',
  -- INCREMENTAL: the generation that its rows are merged into; null once they are part of a copy
  add column base_id      uuid,
  -- whether rows carry what a later merge needs: _deleted_at and _object
  add column tracked      boolean not null default false,
  -- names of the key's columns in the table
  add column key_columns  text[] not null default '{}',
  -- whether a person chose the key: then a key that comes twice is a mistake
  add column key_chosen   boolean not null default false,
  -- REMOVE, MARK or KEEP
  add column deletes      text not null default 'REMOVE',
  add column drift        text not null default 'APPLY',
  add column guard_percent int not null default 100,
  add column reject_percent int not null default 100,
  add column reject_rows  bigint not null default -1,
  -- names the way of reading; rows read another way are not merged with these
  add column read_as      text not null default '',
  -- NONE, AT_PLAN, AT_END or LEDGER, and the cursor as soon as it is known
  add column next_kind    text not null default 'NONE',
  add column next_format  int,
  add column next_value   text,
  -- whether it is read, checked and indexed, and so may be published
  add column finished     boolean not null default false;

-- whether the table has the column; a column that the source lost may still be there
alter table generation_column add column stored boolean not null default true;
update generation_column set stored = read_index is not null;

alter table split
  -- names it for ever; rows of an object carry it as _object
  add column number      bigint generated always as identity,
  add column mark        text,
  -- the ledger has it with the same mark: its rows are there already
  add column passed_over boolean not null default false;
-- rows that are read are few beside those passed over
create index split_unread on split (generation_id, ordinal) where not done;

-- the versions of objects whose rows an entity has or had; a run adds and removes versions
create table object_ledger (
  number     bigint primary key,
  entity_id  uuid not null references entity on delete cascade,
  object_id  text not null,
  mark       text not null,
  added_by   uuid not null,
  -- null: the entity has its rows
  removed_by uuid
);
create unique index object_ledger_live on object_ledger (entity_id, object_id)
  where removed_by is null;
create index object_ledger_added on object_ledger (added_by);
create index object_ledger_removed on object_ledger (removed_by) where removed_by is not null;

alter table publication_entity
  add column table_run_id   uuid,
  -- rows in the entity
  add column rows_before    bigint,
  add column rows_after     bigint,
  -- of a merge: how many rows came, changed and went; null for a switch of generations
  add column rows_new       bigint,
  add column rows_changed   bigint,
  add column rows_gone      bigint,
  -- of a merge: the before-images; UNDO_KEPT, UNDO_DROPPING, UNDO_DROPPED
  add column undo_schema    text,
  add column undo_table     text,
  add column undo_state     text,
  -- of a merge: what it changed about its generation
  add column columns_before jsonb,
  add column published_before timestamptz,
  add column deletes_before text,
  -- the entity's cursor and ledger before it
  add column cursor_format  int,
  add column cursor_value   text,
  add column ledger         boolean not null default false;

-- what became of an entity's columns; of a run that is not published: what would
create table column_event (
  id           bigint generated always as identity primary key,
  entity_id    uuid not null references entity on delete cascade,
  run_id       uuid not null,
  table_run_id uuid not null,
  kind         text not null,
  column_name  text not null,
  source_name  text not null,
  from_type    text,
  to_type      text,
  -- null: not published
  published_at timestamptz
);
create index column_event_by_entity on column_event (entity_id, id);
create index column_event_by_table_run on column_event (table_run_id);
