-- why everything is read although only changes were asked for; empty: what the entity keeps was of
-- no use; null: nothing else was asked for
alter table generation add column whole_because text;
