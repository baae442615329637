alter table dataflow
  -- what becomes of rows that the source no longer has: REMOVE, MARK or KEEP
  add column deletes           text not null default 'REMOVE',
  -- what becomes of changed columns: APPLY, ASK or BLOCK
  add column drift             text not null default 'APPLY',
  -- a publish that takes away more than this share of an entity's rows waits; 100: never
  add column guard_percent     int not null default 50,
  -- a table with a larger share, or number, of rejects fails; 100 and -1: never
  add column reject_percent    int not null default 100,
  add column reject_rows       bigint not null default -1,
  add column look_back_minutes int not null default 10;

alter table import_table
  -- the columns that a person chose as key, as the source writes them
  add column key_columns jsonb not null default '[]';

alter table run
  -- a person has looked at what it would do
  add column confirmed boolean not null default false;

-- a run that waits for a person is active too
drop index run_one_active;
create unique index run_one_active on run (dataflow_id)
  where status in ('QUEUED', 'RUNNING', 'PUBLISHING', 'WAITING');
