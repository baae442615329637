package tributary.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tributary.flow.Page;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.run.RejectRow;
import tributary.run.RunDetail;
import tributary.run.RunHistory;
import tributary.run.TableRunRow;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;
import tributary.web.security.CurrentUser;

/** The rows of a run that could not be landed, as JSON page by page, or all as CSV. */
@Path("/dataflows/{name}/runs/{id}/rejects")
@RequestScoped
public class RejectResource {
  private static final String CSV = "text/csv";
  private static final int MAX_SIZE = 200;

  private RunHistory history;
  private CurrentUser user;

  /** For the container's proxy. */
  protected RejectResource() {}

  @Inject
  RejectResource(RunHistory history, CurrentUser user) {
    this.history = history;
    this.user = user;
  }

  /** A rejected row and whose it is. */
  private record RejectDocument(
      String table, String entityName, long number, String source, String reason, String rawRow) {
    static RejectDocument of(TableRunRow table, RejectRow row) {
      return new RejectDocument(
          table.table(),
          table.entityName(),
          row.number(),
          row.source(),
          row.reason(),
          row.rawRow());
    }
  }

  /**
   * @param table the name of a table, or the id of its table run; null: all tables
   * @param format json or csv; null: as Accept says
   */
  @GET
  @Produces({MediaType.APPLICATION_JSON, CSV})
  public Response rejects(
      @PathParam("name") String name,
      @PathParam("id") String id,
      @QueryParam("table") String table,
      @QueryParam("format") String format,
      @QueryParam("page") String page,
      @QueryParam("size") String size,
      @Context HttpHeaders headers) {
    RunDetail run = history.run(user.tenant(), name, RunIds.parse(id));
    Optional<TableRunRow> chosen =
        Optional.ofNullable(table).filter(t -> !t.isBlank()).map(t -> find(run, t));
    return wantsCsv(format, headers)
        ? csv(name, run, chosen)
        : json(name, run, chosen, Paging.of(page, size, MAX_SIZE));
  }

  private Response csv(String name, RunDetail run, Optional<TableRunRow> table) {
    history.demandRejects(user.tenant(), name, run.run().id(), table.map(TableRunRow::id));
    TenantId tenant = user.tenant();
    Actor actor = user.actor();
    StreamingOutput rows =
        out ->
            history.writeRejects(
                tenant, actor, name, run.run().id(), table.map(TableRunRow::id), out);
    String fileName =
        "%s-run-%d%s-rejects.csv"
            .formatted(
                name.replaceAll("[^A-Za-z0-9]", ""),
                run.run().number(),
                table.map(t -> "-" + t.entityName()).orElse(""));
    return Response.ok(rows, CSV + ";charset=UTF-8;header=present")
        .header("Content-Disposition", "attachment; filename=\"" + fileName + "\"")
        .build();
  }

  private Response json(String name, RunDetail run, Optional<TableRunRow> table, Paging paging) {
    List<TableRunRow> tables = table.map(List::of).orElse(run.tables());
    List<RejectDocument> items = new ArrayList<>();
    long total = 0;
    long skip = paging.first();
    for (TableRunRow one : tables) {
      if (one.rowsRejected() > 0) {
        int wanted = paging.size() - items.size();
        Page<RejectRow> rows = page(name, run.run().id(), one, skip, Math.max(wanted, 1));
        total += rows.total();
        rows.items().stream().limit(wanted).forEach(row -> items.add(RejectDocument.of(one, row)));
        skip = Math.max(0, skip - rows.total());
      }
    }
    return Response.ok(
            new Listing<>(items, total, paging.page(), paging.size()), MediaType.APPLICATION_JSON)
        .build();
  }

  private Page<RejectRow> page(String name, UUID run, TableRunRow table, long first, int size) {
    return history.rejects(
        user.tenant(), user.actor(), name, run, table.id(), Math.toIntExact(first), size);
  }

  private static TableRunRow find(RunDetail run, String table) {
    return run.tables().stream()
        .filter(row -> row.table().equals(table) || row.id().toString().equals(table))
        .findFirst()
        .orElseThrow(
            () -> Refusal.notFound("TABLE_UNKNOWN", "The run has no table %s.".formatted(table)));
  }

  private static boolean wantsCsv(String format, HttpHeaders headers) {
    if (format != null && !format.isBlank()) {
      return switch (format) {
        case "csv" -> true;
        case "json" -> false;
        default ->
            throw Refusal.invalid(
                List.of(
                    FieldProblem.of(
                        "format", "NOT_ONE_OF", "format is json or csv, not " + format + ".")));
      };
    }
    MediaType first = headers.getAcceptableMediaTypes().get(0);
    return first.getType().equals("text") && first.getSubtype().equals("csv");
  }
}
