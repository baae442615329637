-- How often in a row a worker took the run without a new checkpoint in between.
alter table run_lease add column takes int not null default 1;
alter table run_lease add column checkpoints bigint not null default 0;
