-- what a split is a part of; its parts change together
alter table split add column object_name text;
update split set object_name = split_id;
alter table split alter column object_name set not null;

-- whether only the objects with rejected rows are read, and take the place of their earlier rows
alter table generation add column only_rejected boolean not null default false;

-- the objects of which an entity has rows and rejected others; a run adds and removes them, as it
-- does versions of objects
create table rejected_object (
  entity_id   uuid not null references entity on delete cascade,
  object_name text not null,
  added_by    uuid not null,
  -- null: it is so now
  removed_by  uuid,
  rejects     bigint not null,
  -- where its rows are: by their _source, and by their _object
  labels      text[] not null,
  numbers     bigint[] not null,
  primary key (entity_id, object_name, added_by)
);
create index rejected_object_live on rejected_object (entity_id) where removed_by is null;
create index rejected_object_removed on rejected_object (removed_by) where removed_by is not null;
