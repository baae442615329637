-- whether a row was rejected whose key nobody knows: a row that did not come may be that one
alter table generation add column unnamed boolean not null default false;
