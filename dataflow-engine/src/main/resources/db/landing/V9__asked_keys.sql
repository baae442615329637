-- whether only rows that events named are read, and take the place of what was under their keys
alter table generation add column by_keys boolean not null default false;

-- the keys that are asked for; gone with the generation's table
create table asked_key (
  generation_id uuid not null references generation on delete cascade,
  -- values of the key's columns, or of the first of them
  row_key       text[] not null
);
create index asked_key_of_generation on asked_key (generation_id);
