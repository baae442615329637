-- Why a publish left the entity as it was, in words for the person: told again when a publish that
-- has happened is repeated.
alter table generation add column refused text;
