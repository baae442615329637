-- What kept states use, measured after each publish that changes them.
alter table generation
  add column bytes       bigint,
  add column measured_at timestamptz;
alter table publication_entity add column undo_bytes bigint;
create index generation_measured on generation (measured_at);
create index generation_unmeasured on generation (entity_id) where state = 'KEPT' and bytes is null;
create index undo_unmeasured on publication_entity (entity_id)
  where undo_state = 'UNDO_KEPT' and undo_bytes is null;
create index publication_age on publication (published_at);

-- What the clean-up looks for: few beside those whose rows are gone.
create index generation_there on generation (entity_id, number)
  where state in ('KEPT', 'DROPPING');
create index generation_dropping on generation (entity_id) where state = 'DROPPING';
create index generation_loading on generation (entity_id) where state = 'LOADING';
create index undo_there on publication_entity (entity_id)
  where undo_state in ('UNDO_KEPT', 'UNDO_DROPPING');
create index publication_entity_of on publication_entity (entity_id);
create index publication_entity_before on publication_entity (before_generation);
create index publication_entity_after on publication_entity (after_generation);
