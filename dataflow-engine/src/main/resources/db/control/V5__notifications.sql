-- Whom to tell what became of runs, and what there is to tell.

create table notification_rule (
  id             uuid primary key,
  tenant_id      text not null references tenant,
  -- null: for all dataflows of the tenant that have none of their own
  dataflow_id    uuid references dataflow on delete cascade,
  on_failure     boolean not null,
  on_recovery    boolean not null,
  on_success     boolean not null,
  -- one address in each line
  mail           text not null,
  webhook        text not null,
  -- sealed for its tenant and rule; empty without a webhook
  webhook_secret bytea not null
);
create unique index notification_rule_of_tenant on notification_rule (tenant_id)
  where dataflow_id is null;
create unique index notification_rule_of_dataflow on notification_rule (dataflow_id)
  where dataflow_id is not null;

-- the outbox: written with what it tells, delivered afterwards
create table notification (
  id           uuid primary key,
  tenant_id    text not null references tenant,
  rule_id      uuid references notification_rule on delete set null,
  dataflow     text not null,
  run_id       uuid not null,
  event        text not null,
  channel      text not null,
  recipient    text not null,
  subject      text not null,
  body         text not null,
  created_at   timestamptz not null,
  state        text not null,
  attempts     int not null,
  next_at      timestamptz,
  delivered_at timestamptz,
  problem      text not null,
  unique (run_id, event, channel, recipient)
);
create index notification_due on notification (next_at) where state = 'WAITING';
create index notification_latest on notification (tenant_id, created_at desc);
create index notification_age on notification (created_at);
