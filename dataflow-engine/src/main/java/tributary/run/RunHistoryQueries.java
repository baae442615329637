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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tributary.audit.Audit;
import tributary.flow.DataflowHead;
import tributary.flow.Dataflows;
import tributary.flow.Page;
import tributary.landing.ColumnChange;
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
    UUID id = dataflows.head(tenant, dataflow).id();
    return new Page<>(queries.page(tenant, id, query), queries.count(tenant, id, query));
  }

  @Override
  public Page<RunDetail> details(TenantId tenant, String dataflow, RunQuery query) {
    Page<RunRow> runs = runs(tenant, dataflow, query);
    return new Page<>(queries.withTables(runs.items()), runs.total());
  }

  @Override
  public RunDetail run(TenantId tenant, String dataflow, UUID run) {
    return withTables(row(tenant, dataflow, run));
  }

  private RunDetail withTables(RunRow run) {
    RunDetail detail = queries.withTables(List.of(run)).get(0);
    return detail.with(changes(detail.tables()));
  }

  private Map<UUID, List<ColumnChange>> changes(List<TableRunRow> tables) {
    return landing.columnChanges(tables.stream().map(TableRunRow::id).toList());
  }

  @Override
  public RunRow row(TenantId tenant, String dataflow, UUID run) {
    return row(tenant, dataflows.head(tenant, dataflow), run);
  }

  private RunRow row(TenantId tenant, DataflowHead dataflow, UUID run) {
    return queries
        .run(tenant, dataflow.id(), run)
        .orElseThrow(() -> noSuchRun(dataflow.name().value(), retention));
  }

  @Override
  public Page<TableRunDetail> tables(
      TenantId tenant, String dataflow, UUID run, TableRunQuery query) {
    UUID id = row(tenant, dataflow, run).id();
    List<TableRunRow> tables = queries.tables(id, query);
    Map<UUID, List<ColumnChange>> changes = changes(tables);
    return new Page<>(
        tables.stream()
            .map(t -> new TableRunDetail(t, changes.getOrDefault(t.id(), List.of())))
            .toList(),
        queries.countTables(id, query));
  }

  @Override
  public TableRunRow table(TenantId tenant, String dataflow, UUID run, UUID tableRun) {
    return table(row(tenant, dataflow, run), tableRun);
  }

  private TableRunRow table(RunRow run, UUID tableRun) {
    return queries
        .table(run.id(), tableRun)
        .orElseThrow(() -> Refusal.notFound("NO_SUCH_TABLE_RUN", "The run has no such table."));
  }

  static Refusal noSuchRun(String dataflow, Retention retention) {
    return Refusal.notFound(
        "NO_SUCH_RUN",
        "%s has no such run. Runs are kept %s; what happened before is not known any more."
            .formatted(dataflow, retention.history().words()));
  }

  @Override
  public Optional<RunRow> active(TenantId tenant, String dataflow) {
    return queries.active(tenant, dataflows.head(tenant, dataflow).id());
  }

  @Override
  public Page<RejectRow> rejects(
      TenantId tenant, Actor actor, String dataflow, UUID run, UUID tableRun, int first, int size) {
    DataflowHead head = dataflows.head(tenant, dataflow);
    RunRow row = row(tenant, head, run);
    TableRunRow table = table(row, tableRun);
    refuseDropped(head, row, List.of(table));
    audit.note(tenant, actor, "run.rejects", subject(head, row) + " " + table.entityName());
    List<RejectRow> rows = new ArrayList<>();
    int from = Math.max(0, first);
    long number = from;
    for (Reject reject : rejects.page(tableRun, from, Math.min(size, MOST_AT_ONCE))) {
      rows.add(new RejectRow(++number, reject.source(), reject.reason(), reject.rawRow()));
    }
    return new Page<>(rows, rejects.count(tableRun));
  }

  @Override
  public void demandRejects(TenantId tenant, String dataflow, UUID run, Optional<UUID> tableRun) {
    DataflowHead head = dataflows.head(tenant, dataflow);
    RunRow row = row(tenant, head, run);
    refuseDropped(head, row, tables(row, tableRun));
  }

  /** Returns one table of the run, or all. */
  private List<TableRunRow> tables(RunRow run, Optional<UUID> tableRun) {
    return tableRun.isPresent()
        ? List.of(table(run, tableRun.get()))
        : queries.withTables(List.of(run)).get(0).tables();
  }

  /** An empty list would say that there were none. */
  private void refuseDropped(DataflowHead dataflow, RunRow run, List<TableRunRow> tables) {
    if (tables.stream().anyMatch(TableRunRow::rejectsDropped)
        && tables.stream().allMatch(t -> t.rejectsDropped() || t.rowsRejected() == 0)) {
      throw Refusal.notFound(
          "REJECTS_DROPPED",
          "The rejects of run %d of %s are not kept any more: rejects are kept %s. Run it again to have those of the present data."
              .formatted(run.number(), dataflow.name(), retention.rejects().words()));
    }
  }

  private static String subject(DataflowHead dataflow, RunRow run) {
    return dataflow.name() + " run " + run.number();
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
    DataflowHead head = dataflows.head(tenant, dataflow);
    RunRow row = row(tenant, head, run);
    List<TableRunRow> tables = tables(row, tableRun);
    refuseDropped(head, row, tables);
    audit.note(tenant, actor, "run.rejects", subject(head, row) + " as a file");
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
