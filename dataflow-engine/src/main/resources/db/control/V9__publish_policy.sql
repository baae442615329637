-- what becomes of a run's other tables when one of them fails: EACH or ALL_OR_NOTHING
alter table dataflow add column publish text not null default 'EACH';
