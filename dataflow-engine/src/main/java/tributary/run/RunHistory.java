package tributary.run;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;
import tributary.flow.Page;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** What happened. Every method refuses a dataflow or run that the tenant does not have. */
public interface RunHistory {
  /** Returns a page of a dataflow's runs, newest first. */
  default Page<RunRow> runs(TenantId tenant, String dataflow, int first, int size) {
    return runs(tenant, dataflow, RunQuery.newest(first, size));
  }

  /** Returns the part of a dataflow's runs that the query asks for. */
  Page<RunRow> runs(TenantId tenant, String dataflow, RunQuery query);

  /** Returns the part of a dataflow's runs that the query asks for, with their tables. */
  Page<RunDetail> details(TenantId tenant, String dataflow, RunQuery query);

  /** Returns a run with all its tables; live while it is active. */
  RunDetail run(TenantId tenant, String dataflow, UUID run);

  /**
   * Returns a run without its tables; live while it is active. As quick with a thousand tables as
   * with one, so that it can be asked for often.
   */
  RunRow row(TenantId tenant, String dataflow, UUID run);

  /** Returns the part of a run's tables that the query asks for, metadata first. */
  Page<TableRunDetail> tables(TenantId tenant, String dataflow, UUID run, TableRunQuery query);

  /** Returns one table of a run. Refused when the run has no such table. */
  TableRunRow table(TenantId tenant, String dataflow, UUID run, UUID tableRun);

  /** Returns the dataflow's active run, if one is queued or under way. */
  Optional<RunRow> active(TenantId tenant, String dataflow);

  /**
   * Refuses, with the reason, when the rejects of a run, or of one table, are not kept any more.
   */
  void demandRejects(TenantId tenant, String dataflow, UUID run, Optional<UUID> tableRun);

  /** Returns a page of a table run's rejects. Audited: they hold content of rows. */
  Page<RejectRow> rejects(
      TenantId tenant, Actor actor, String dataflow, UUID run, UUID tableRun, int first, int size);

  /**
   * Writes all rejects of a run, or of one of its tables, as CSV in UTF-8. Cells that a spreadsheet
   * would take for a formula are made harmless. Audited.
   */
  void writeRejects(
      TenantId tenant,
      Actor actor,
      String dataflow,
      UUID run,
      Optional<UUID> tableRun,
      OutputStream out)
      throws IOException;
}
