-- Every run that a worker has something to do for: whether it stands in the queue, or waits for its
-- turn to stand there.
create view run_place as
select r.id as run_id, r.tenant_id, r.dataflow_id, r.status, r.queued_at,
  -- imports from sources count against the limits; what only publishes or takes back does not
  r.kind = 'IMPORT' as reads,
  -- runs with equal settings read from the same server by the same account
  r.tenant_id || ' ' || d.connector_id || ' ' || md5(d.settings::text) as connection,
  t.task_instance is not null as standing,
  coalesce(t.picked, false) as picked,
  t.execution_time as standing_since
from run r
  join dataflow d on d.id = r.dataflow_id
  left join scheduled_tasks t on t.task_name = 'run' and t.task_instance = r.id::text
where r.status in ('QUEUED', 'RUNNING', 'PUBLISHING');

-- when a tenant had a turn last
create index run_started on run (tenant_id, started_at desc nulls last);

-- higher goes first
update scheduled_tasks set priority = 0 where priority is null;
alter table scheduled_tasks alter column priority set default 0;
