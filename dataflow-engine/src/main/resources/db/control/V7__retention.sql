-- What the clean-up looks for.
create index run_age on run (ended_at) where ended_at is not null;
create index audit_entry_age on audit_entry (at);

-- KEPT, DROPPING, DROPPED: what became of the rejects that the table run counts
alter table table_run add column rejects_state text not null default 'KEPT';
create index table_run_rejects on table_run (ended_at)
  where rows_rejected > 0 and rejects_state <> 'DROPPED';
