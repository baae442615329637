-- what an import reads again, in words; empty: all that its dataflow says
alter table run add column again text not null default '';
-- whether only the objects with rejected rows are read
alter table table_run add column only_rejected boolean not null default false;
