-- When a certificate among a dataflow's settings ends; null where there is none.
alter table tributary.dataflow add column credentials_until timestamptz;
