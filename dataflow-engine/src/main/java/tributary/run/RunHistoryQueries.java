package tributary.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tributary.audit.Audit;
import tributary.flow.DataflowView;
import tributary.flow.Dataflows;
import tributary.flow.Page;
import tributary.landing.KeptRejects;
import tributary.landing.Landing;
import tributary.landing.Reject;
import tributary.problem.Refusal;
import tributary.retention.Retention;
import tributary.run.internal.CsvLine;
import tributary.run.store.RunQueries;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** Reads the control tables, and the rejects beside the rows. */
@ApplicationScoped
@Transactional
class RunHistoryQueries implements RunHistory {
  private static final int MOST_AT_ONCE = 500;

  private RunQueries queries;
  private Dataflows dataflows;
  private KeptRejects rejects;
  private Landing landing;
  private Audit audit;
  private Retention retention;

  protected RunHistoryQueries() {}

  @Inject
  RunHistoryQueries(
      RunQueries queries,
      Dataflows dataflows,
      KeptRejects rejects,
      Landing landing,
      Audit audit,
      Retention retention) {
    this.retention = retention;
    this.landing = landing;
    this.queries = queries;
    this.dataflows = dataflows;
    this.rejects = rejects;
    this.audit = audit;
  }

  @Override
  public Page<RunRow> runs(TenantId tenant, String dataflow, RunQuery query) {
    UUID id = dataflows.dataflow(tenant, dataflow).id();
    return new Page<>(queries.page(tenant, id, query), queries.count(tenant, id, query));
  }

  @Override
  public Page<RunDetail> details(TenantId tenant, String dataflow, RunQuery query) {
    UUID id = dataflows.dataflow(tenant, dataflow).id();
    return new Page<>(queries.details(tenant, id, query), queries.count(tenant, id, query));
  }

  @Override
  public RunDetail run(TenantId tenant, String dataflow, UUID run) {
    return detail(tenant, dataflows.dataflow(tenant, dataflow), run);
  }

  private RunDetail detail(TenantId tenant, DataflowView dataflow, UUID run) {
    return queries
        .run(tenant, dataflow.id(), run)
        .map(this::withColumns)
        .orElseThrow(() -> noSuchRun(dataflow.name().value(), retention));
  }

  private RunDetail withColumns(RunDetail detail) {
    List<UUID> tables = detail.tables().stream().map(TableRunRow::id).toList();
    return detail.with(landing.columnChanges(tables));
  }

  static Refusal noSuchRun(String dataflow, Retention retention) {
    return Refusal.notFound(
        "NO_SUCH_RUN",
        "%s has no such run. Runs are kept %s; what happened before is not known any more."
            .formatted(dataflow, retention.history().words()));
  }

  @Override
  public Optional<RunDetail> active(TenantId tenant, String dataflow) {
    return queries.active(tenant, dataflows.dataflow(tenant, dataflow).id());
  }

  @Override
  public Page<RejectRow> rejects(
      TenantId tenant, Actor actor, String dataflow, UUID run, UUID tableRun, int first, int size) {
    DataflowView view = dataflows.dataflow(tenant, dataflow);
    RunDetail detail = detail(tenant, view, run);
    TableRunRow table = table(detail, tableRun);
    refuseDropped(view, detail, List.of(table));
    audit.note(tenant, actor, "run.rejects", subject(view, detail) + " " + table.entityName());
    List<RejectRow> rows = new ArrayList<>();
    int from = Math.max(0, first);
    long number = from;
    for (Reject reject : rejects.page(tableRun, from, Math.min(size, MOST_AT_ONCE))) {
      rows.add(new RejectRow(++number, reject.source(), reject.reason(), reject.rawRow()));
    }
    return new Page<>(rows, rejects.count(tableRun));
  }

  private static TableRunRow table(RunDetail detail, UUID tableRun) {
    return detail.tables().stream()
        .filter(t -> t.id().equals(tableRun))
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("NO_SUCH_TABLE_RUN", "The run has no such table."));
  }

  @Override
  public void demandRejects(TenantId tenant, String dataflow, UUID run, Optional<UUID> tableRun) {
    DataflowView view = dataflows.dataflow(tenant, dataflow);
    RunDetail detail = detail(tenant, view, run);
    refuseDropped(
        view,
        detail,
        tableRun.isPresent() ? List.of(table(detail, tableRun.get())) : detail.tables());
  }

  /** An empty list would say that there were none. */
  private void refuseDropped(DataflowView dataflow, RunDetail detail, List<TableRunRow> tables) {
    if (tables.stream().anyMatch(TableRunRow::rejectsDropped)
        && tables.stream().allMatch(t -> t.rejectsDropped() || t.rowsRejected() == 0)) {
      throw Refusal.notFound(
          "REJECTS_DROPPED",
          "The rejects of run %d of %s are not kept any more: rejects are kept %s. Run it again to have those of the present data."
              .formatted(detail.run().number(), dataflow.name(), retention.rejects().words()));
    }
  }

  private static String subject(DataflowView dataflow, RunDetail detail) {
    return dataflow.name() + " run " + detail.run().number();
  }

  @Override
  @Transactional(Transactional.TxType.SUPPORTS)
  public void writeRejects(
      TenantId tenant,
      Actor actor,
      String dataflow,
      UUID run,
      Optional<UUID> tableRun,
      OutputStream out)
      throws IOException {
    DataflowView view = dataflows.dataflow(tenant, dataflow);
    RunDetail detail = detail(tenant, view, run);
    List<TableRunRow> tables =
        tableRun.isPresent() ? List.of(table(detail, tableRun.get())) : detail.tables();
    refuseDropped(view, detail, tables);
    audit.note(tenant, actor, "run.rejects", subject(view, detail) + " as a file");
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    writer.write(CsvLine.of("entity", "source", "reason", "row"));
    for (TableRunRow table : tables) {
      rejects.forEach(
          table.id(),
          reject ->
              writer.write(
                  CsvLine.of(
                      table.entityName(), reject.source(), reject.reason(), reject.rawRow())));
    }
    writer.flush();
  }
}
